import { buffer } from "node:stream/consumers";
import {
  AccountErased,
  AccountRegistered,
  PersonalDataRequested,
} from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { PersonalDataCollected } from "@platform/grpc/platform/operations/v1/operations_events.ts";
import { FollowServiceDefinition } from "@platform/grpc/platform/user/v1/follow_service.ts";
import { PresenceServiceDefinition } from "@platform/grpc/platform/user/v1/presence_service.ts";
import { ProfileServiceDefinition } from "@platform/grpc/platform/user/v1/profile_service.ts";
import { SettingsServiceDefinition } from "@platform/grpc/platform/user/v1/settings_service.ts";
import { Audience, ColorScheme, LifeRole, ProfileField } from "@platform/grpc/platform/user/v1/user.ts";
import { PersonUnfollowed } from "@platform/grpc/platform/user/v1/user_events.ts";
import { uploadKey } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import user from "../src/main.ts";

let platform: TestPlatform;
beforeAll(async () => {
  platform = await startTestPlatform([user]);
});
afterAll(() => platform?.stop());

async function newcomer(name = "Нина") {
  const person = await platform.as();
  await platform.announce(AccountRegistered, { accountId: person.id, name, language: Language.RU });
  return {
    ...person,
    profiles: platform.client(ProfileServiceDefinition, person),
    follows: platform.client(FollowServiceDefinition, person),
    presence: platform.client(PresenceServiceDefinition, person),
    settings: platform.client(SettingsServiceDefinition, person),
  };
}

describe("a profile", () => {
  it("is made when somebody registers, and is not there before", async () => {
    const stranger = platform.client(ProfileServiceDefinition, await platform.as());
    await expect(stranger.getOwnProfile({})).rejects.toMatchObject({ reason: "PROFILE_NOT_FOUND" });
    const { profiles } = await newcomer();
    expect((await profiles.getOwnProfile({})).profile).toMatchObject({
      name: "Нина",
      handle: "",
      language: Language.RU,
    });
  });

  it("changes by the fields of the mask alone", async () => {
    const { profiles } = await newcomer("Before");
    const { profile } = await profiles.updateProfile({
      updateMask: ["bio", "life_roles", "time_zone"],
      name: "ignored",
      bio: "Писатель",
      lifeRoles: [LifeRole.FOUNDER],
      timeZone: "Europe/Moscow",
    });
    expect(profile).toMatchObject({
      name: "Before",
      bio: "Писатель",
      lifeRoles: [LifeRole.FOUNDER],
      timeZone: "Europe/Moscow",
    });
  });

  it("refuses what is no field, no time zone, no name, and a handle that is taken", async () => {
    const first = await newcomer();
    const second = await newcomer();
    const refused = (change: Parameters<typeof first.profiles.updateProfile>[0]) =>
      second.profiles.updateProfile(change).catch((error) => Object.keys(error.fields).join());
    expect(await refused({ updateMask: ["account_id"] })).toBe("update_mask");
    expect(await refused({ updateMask: ["time_zone"], timeZone: "Mars/Olympus" })).toBe("time_zone");
    expect(await refused({ updateMask: ["name"], name: "  " })).toBe("name");
    expect(await refused({ updateMask: ["handle"], handle: "Not A Handle" })).toBe("handle");
    await first.profiles.updateProfile({ updateMask: ["handle"], handle: "nina" });
    expect(await refused({ updateMask: ["handle"], handle: "nina" })).toBe("handle");
  });

  it("is read in batches, and is gone when the account is", async () => {
    const [first, second] = [await newcomer("One"), await newcomer("Two")];
    const ids = [first.id, second.id, crypto.randomUUID()];
    const before = await first.profiles.batchGetProfiles({ accountIds: ids });
    expect(before.profiles.map(({ name }) => name).sort()).toEqual(["One", "Two"]);
    await platform.announce(AccountErased, { accountId: second.id });
    const after = await first.profiles.batchGetProfiles({ accountIds: ids });
    expect(after.profiles.map(({ name }) => name)).toEqual(["One"]);
  });
});

describe("the search for people", () => {
  const found = async (query: string) => {
    const { profiles } = await newcomer("Seeker");
    return (await profiles.searchProfiles({ query })).profiles.map(({ name }) => name);
  };

  it("finds a name in either alphabet, with a wrong letter, and not a stranger's", async () => {
    await newcomer("Екатерина Воронцова");
    await newcomer("Maxim Sokolov");
    for (const query of ["Воронцова", "vorontsova", "воранцова", "Vorontzova"]) {
      expect(await found(query), query).toContain("Екатерина Воронцова");
    }
    expect(await found("Максим Соколов")).toContain("Maxim Sokolov");
    expect(await found("vorontsova")).not.toContain("Maxim Sokolov");
  });

  it("finds by skill and handle, page by page, by role in life", async () => {
    for (const number of [1, 2, 3]) {
      const person = await newcomer(`Mechanic ${number}`);
      const change = { skills: ["hydraulics"], lifeRoles: [LifeRole.INVESTOR], handle: `mech_${number}` };
      await person.profiles.updateProfile({ updateMask: ["skills", "life_roles", "handle"], ...change });
    }
    const { profiles } = await newcomer("Seeker");
    const query = { query: "hydraulics", lifeRole: LifeRole.INVESTOR, pageSize: 2 };
    const first = await profiles.searchProfiles(query);
    const second = await profiles.searchProfiles({ ...query, pageToken: first.nextPageToken });
    const names = [...first.profiles, ...second.profiles].map(({ name }) => name);
    expect(names.sort()).toEqual(["Mechanic 1", "Mechanic 2", "Mechanic 3"]);
    expect(second.nextPageToken).toBe("");
    expect((await profiles.getProfile({ by: { $case: "handle", value: "mech_2" } })).profile?.name).toBe("Mechanic 2");
  });
});

describe("following", () => {
  it("counts, lists, and ends", async () => {
    const [star, fan] = [await newcomer("Star"), await newcomer("Fan")];
    await fan.follows.follow({ accountId: star.id });
    await fan.follows.follow({ accountId: star.id });
    const seen = (await fan.profiles.getProfile({ by: { $case: "accountId", value: star.id } })).profile;
    expect(seen).toMatchObject({ followerCount: 1, followed: true });
    expect((await star.follows.listFollowers({ accountId: star.id })).profiles.map(({ name }) => name)).toEqual([
      "Fan",
    ]);
    expect((await fan.follows.listFollowing({ accountId: fan.id })).profiles.map(({ name }) => name)).toEqual(["Star"]);
    await fan.follows.unfollow({ accountId: star.id });
    expect(await platform.announced(PersonUnfollowed, star.id)).toEqual({ accountId: star.id, followerId: fan.id });
    expect((await star.follows.listFollowers({ accountId: star.id })).profiles).toEqual([]);
    await expect(fan.follows.follow({ accountId: fan.id })).rejects.toMatchObject({ reason: "FOLLOW_SELF" });
    const nobody = { accountId: crypto.randomUUID() };
    await expect(fan.follows.follow(nobody)).rejects.toMatchObject({ reason: "PROFILE_NOT_FOUND" });
  });
});

describe("privacy", () => {
  it("shows a field to those alone whom its owner chose", async () => {
    const [owner, friend, stranger] = [await newcomer("Hermit"), await newcomer(), await newcomer()];
    await owner.profiles.updateProfile({ updateMask: ["bio", "skills"], bio: "secret life", skills: ["hiding"] });
    await owner.follows.follow({ accountId: friend.id });
    const bio = async (viewer: typeof owner) =>
      (await viewer.profiles.getProfile({ by: { $case: "accountId", value: owner.id } })).profile?.bio;
    expect(await bio(stranger)).toBe("secret life");
    await owner.settings.updatePrivacy({ field: ProfileField.BIO, audience: Audience.FOLLOWED });
    expect([await bio(owner), await bio(friend), await bio(stranger)]).toEqual(["secret life", "secret life", ""]);
    await owner.settings.updatePrivacy({ field: ProfileField.SEARCH, audience: Audience.NOBODY });
    const search = async (viewer: typeof owner) =>
      (await viewer.profiles.searchProfiles({ query: "hermit" })).profiles.map(({ name }) => name);
    expect(await search(stranger)).not.toContain("Hermit");
    expect(await search(owner)).toContain("Hermit");
    await owner.settings.updatePrivacy({ field: ProfileField.FOLLOWS, audience: Audience.NOBODY });
    expect((await stranger.follows.listFollowing({ accountId: owner.id })).profiles).toEqual([]);
    const { privacy } = await owner.settings.listPrivacy({});
    expect(privacy.find(({ field }) => field === ProfileField.BIO)?.audience).toBe(Audience.FOLLOWED);
    expect(privacy).toHaveLength(9);
  });
});

describe("presence", () => {
  const here = async (viewer: Awaited<ReturnType<typeof newcomer>>, ...people: { id: string }[]) => {
    const { presences } = await viewer.presence.listPresences({ accountIds: people.map(({ id }) => id) });
    return presences.map(({ accountId }) => accountId);
  };

  it("lasts for ninety seconds after somebody said that they are here", async () => {
    const [one, two, viewer] = [await newcomer(), await newcomer(), await newcomer()];
    expect(await here(viewer, one, two)).toEqual([]);
    await one.presence.keepPresence({});
    expect(await here(viewer, one, two)).toEqual([one.id]);
    platform.advance(60_000);
    await one.presence.keepPresence({});
    platform.advance(60_000);
    expect(await here(viewer, one, two)).toEqual([one.id]);
    platform.advance(31_000);
    expect(await here(viewer, one, two)).toEqual([]);
  });

  it("is seen by those alone to whom the person shows it", async () => {
    const [owner, friend, stranger] = [await newcomer(), await newcomer(), await newcomer()];
    await owner.presence.keepPresence({});
    await owner.follows.follow({ accountId: friend.id });
    expect(await here(stranger, owner)).toEqual([owner.id]);
    await owner.settings.updatePrivacy({ field: ProfileField.PRESENCE, audience: Audience.FOLLOWED });
    expect(await here(friend, owner)).toEqual([owner.id]);
    expect(await here(stranger, owner)).toEqual([]);
    await owner.settings.updatePrivacy({ field: ProfileField.PRESENCE, audience: Audience.NOBODY });
    expect(await here(friend, owner)).toEqual([]);
    expect(await here(owner, owner)).toEqual([owner.id]);
  });
});

describe("settings", () => {
  it("change by the fields of the mask alone", async () => {
    const { settings } = await newcomer();
    expect((await settings.getSettings({})).settings).toEqual({ colorScheme: ColorScheme.AUTO, serif: false });
    await settings.updateSettings({ updateMask: ["serif"], serif: true, colorScheme: ColorScheme.DARK });
    expect((await settings.getSettings({})).settings).toEqual({ colorScheme: ColorScheme.AUTO, serif: true });
    await expect(settings.updateSettings({ updateMask: ["shoe_size"] })).rejects.toMatchObject({ kind: "invalid" });
  });
});

describe("a picture", () => {
  it("is drawn anew in three sizes, without what its file tells besides", async () => {
    const person = await newcomer();
    const key = uploadKey(person.id);
    const photo = await sharp({ create: { width: 900, height: 600, channels: 3, background: "#4f46e5" } })
      .withExif({ IFD0: { Copyright: "WHERE I LIVE" } })
      .jpeg()
      .toBuffer();
    expect(photo.includes("WHERE I LIVE")).toBe(true);
    const { blobs } = platform.host.parts;
    await blobs.put(key, photo, { contentType: "image/jpeg" });
    const { profile } = await person.profiles.updateAvatar({ uploadKey: key });
    for (const [url, side] of [
      [profile?.avatar?.smallUrl, 48],
      [profile?.avatar?.largeUrl, 512],
    ] as const) {
      const stored = await blobs.get(new URL(url ?? "", "http://localhost").pathname.replace("/media/", ""));
      const bytes = stored ? await buffer(stored.body) : Buffer.alloc(0);
      expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width: side, height: side });
      expect(bytes.includes("WHERE I LIVE")).toBe(false);
    }
    expect(await blobs.get(key)).toBeUndefined();
    expect((await person.profiles.deleteAvatar({})).profile?.avatar).toBeUndefined();
  });

  it("is refused when it is none, or another's", async () => {
    const [person, other] = [await newcomer(), await newcomer()];
    const key = uploadKey(person.id);
    await platform.host.parts.blobs.put(key, Buffer.from("<svg>not a picture"), { contentType: "image/png" });
    await expect(person.profiles.updateAvatar({ uploadKey: key })).rejects.toMatchObject({
      reason: "PICTURE_UNREADABLE",
    });
    await expect(other.profiles.updateAvatar({ uploadKey: key })).rejects.toMatchObject({ reason: "UPLOAD_NOT_FOUND" });
    const outside = { uploadKey: `uploads/${person.id}/../../secrets.json` };
    await expect(person.profiles.updateAvatar(outside)).rejects.toMatchObject({ reason: "UPLOAD_NOT_FOUND" });
  });
});

describe("personal data", () => {
  it("are collected when auth asks for them", async () => {
    const person = await newcomer("Collected");
    const exportId = crypto.randomUUID();
    await platform.announce(PersonalDataRequested, { accountId: person.id, exportId });
    const part = await platform.announced(PersonalDataCollected, person.id);
    expect(part).toMatchObject({ exportId, service: "user" });
    expect(JSON.parse(part.document).profile.name).toBe("Collected");
  });
});
