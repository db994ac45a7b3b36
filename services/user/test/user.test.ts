import { AccountErased, AccountRegistered } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { ProfileServiceDefinition } from "@platform/grpc/platform/user/v1/profile_service.ts";
import { LifeRole } from "@platform/grpc/platform/user/v1/user.ts";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
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
  return { ...person, profiles: platform.client(ProfileServiceDefinition, person) };
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
