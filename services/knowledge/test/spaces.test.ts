import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { MemberAdded } from "@platform/grpc/platform/knowledge/v1/knowledge_events.ts";
import { SpaceRole, SpaceVisibility } from "@platform/grpc/platform/knowledge/v1/space.ts";
import { uuid7 } from "@platform/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Library, makePage, makeSpace, openLibrary, type Person, refusal } from "./library.ts";

let library: Library;
let olga: Person;
let ivan: Person;
beforeAll(async () => {
  library = await openLibrary();
  [olga, ivan] = await Promise.all([library.person("Olga"), library.person("Ivan")]);
});
afterAll(() => library?.stop());

describe("a space", () => {
  it("is made with an address of its own, and keeps its old ones when it is renamed", async () => {
    const made = await olga.spaces.createSpace({
      name: " Справочник команды ",
      description: "All about us",
      language: Language.RU,
      visibility: SpaceVisibility.OPEN,
    });
    const spaceId = made.space?.id ?? "";
    expect(made.space).toMatchObject({
      name: "Справочник команды",
      slug: "spravochnik-komandy",
      role: SpaceRole.OWNER,
    });
    await makePage(olga, spaceId, "One");
    const updated = await olga.spaces.updateSpace({
      spaceId,
      updateMask: ["slug", "review_days"],
      slug: "team",
      reviewDays: 9,
    });
    expect(updated.space).toMatchObject({ slug: "team", reviewDays: 9, description: "All about us", pageCount: 1 });
    expect(await library.stranger.spaces.getSpace({ slug: "spravochnik-komandy" })).toMatchObject({
      space: { slug: "team", role: SpaceRole.READER },
      redirected: true,
    });
    expect(await library.stranger.spaces.getSpace({ slug: "team" })).toMatchObject({ redirected: false });
    const taken = {
      name: "Team",
      slug: "spravochnik-komandy",
      language: Language.RU,
      visibility: SpaceVisibility.OPEN,
    };
    await expect(ivan.spaces.createSpace(taken)).rejects.toMatchObject(refusal("SLUG_TAKEN"));
    await expect(ivan.spaces.updateSpace({ spaceId, updateMask: ["name"], name: "x" })).rejects.toMatchObject(
      refusal("ROLE_REQUIRED"),
    );
    await expect(olga.spaces.updateSpace({ spaceId, updateMask: ["colour"] })).rejects.toMatchObject(
      refusal("REQUEST_INVALID"),
    );
  });

  it("is there for those alone who may read it", async () => {
    const hidden = await makeSpace(olga);
    const community = await makeSpace(olga, { visibility: SpaceVisibility.COMMUNITY });
    const slugs = async (who: Pick<Person, "spaces">) =>
      (await who.spaces.listSpaces({ pageSize: 100 })).spaces.map(({ slug }) => slug);
    expect(await slugs(olga)).toEqual(expect.arrayContaining([hidden.slug, community.slug]));
    expect(await slugs(ivan)).toContain(community.slug);
    expect(await slugs(ivan)).not.toContain(hidden.slug);
    expect(await slugs(library.stranger)).not.toContain(community.slug);
    for (const who of [ivan, library.stranger]) {
      await expect(who.spaces.getSpace({ slug: hidden.slug })).rejects.toMatchObject(refusal("SPACE_NOT_FOUND"));
    }
    const admin = await library.person("Admin", { roles: ["USER", "ADMIN"] });
    expect((await admin.spaces.getSpace({ slug: hidden.slug })).space?.role).toBe(SpaceRole.OWNER);
  });

  it("is listed by name, page by page", async () => {
    const first = await olga.spaces.listSpaces({ pageSize: 2 });
    const second = await olga.spaces.listSpaces({ pageSize: 2, pageToken: first.nextPageToken });
    const names = [...first.spaces, ...second.spaces].map(({ name }) => name.toLowerCase());
    expect(names.length).toBeGreaterThan(2);
    expect(names).toEqual([...new Set(names)].sort());
  });

  it("has members whom its owners choose, and an owner at all times", async () => {
    const space = await makeSpace(olga, { members: [[ivan, SpaceRole.WRITER]] });
    const spaceId = space.id;
    expect(await library.platform.announced(MemberAdded, spaceId)).toMatchObject({
      accountId: ivan.id,
      actorId: olga.id,
      spaceName: space.name,
      path: `/knowledge/${space.slug}`,
    });
    const { members } = await ivan.spaces.listMembers({ spaceId });
    expect(members.map(({ name, role }) => [name, role])).toEqual([
      ["Ivan", SpaceRole.WRITER],
      ["Olga", SpaceRole.OWNER],
    ]);
    const own = { spaceId, accountId: ivan.id, role: SpaceRole.OWNER };
    await expect(ivan.spaces.setMember(own)).rejects.toMatchObject(refusal("ROLE_REQUIRED"));
    const last = { spaceId, accountId: olga.id, role: SpaceRole.READER };
    await expect(olga.spaces.setMember(last)).rejects.toMatchObject(refusal("LAST_OWNER"));
    await expect(olga.spaces.removeMember({ spaceId, accountId: olga.id })).rejects.toMatchObject(
      refusal("LAST_OWNER"),
    );
    const nobody = { spaceId, accountId: uuid7(), role: SpaceRole.READER };
    await expect(olga.spaces.setMember(nobody)).rejects.toMatchObject(refusal("PERSON_NOT_FOUND"));
    expect((await olga.spaces.setMember(own)).member).toMatchObject({ name: "Ivan", role: SpaceRole.OWNER });
    await olga.spaces.removeMember({ spaceId, accountId: olga.id });
    await expect(olga.spaces.getSpace({ slug: space.slug })).rejects.toMatchObject(refusal("SPACE_NOT_FOUND"));
  });

  it("ends with its pages, once its name was typed", async () => {
    const space = await makeSpace(olga, { members: [[ivan, SpaceRole.EDITOR]] });
    const { id } = await makePage(olga, space.id, "One");
    const end = { spaceId: space.id, name: space.name };
    await expect(ivan.spaces.deleteSpace(end)).rejects.toMatchObject(refusal("ROLE_REQUIRED"));
    await expect(olga.spaces.deleteSpace({ ...end, name: "x" })).rejects.toMatchObject(refusal("NAME_MISMATCH"));
    await olga.spaces.deleteSpace(end);
    await expect(olga.pages.getPage({ pageId: id })).rejects.toMatchObject(refusal("PAGE_NOT_FOUND"));
  });
});
