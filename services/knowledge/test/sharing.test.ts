import { SpaceRole, SpaceVisibility } from "@platform/grpc/platform/knowledge/v1/space.ts";
import { uuid7 } from "@platform/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Library, makePage, makeSpace, openLibrary, type Person, refusal } from "./library.ts";

let library: Library;
let owner: Person;
let editor: Person;
let reader: Person;
let guest: Person;
beforeAll(async () => {
  library = await openLibrary();
  [owner, editor, reader, guest] = (await Promise.all(
    ["Owner", "Editor", "Reader", "Guest"].map((name) => library.person(name)),
  )) as [Person, Person, Person, Person];
});
afterAll(() => library?.stop());

async function secretive() {
  const space = await makeSpace(owner, {
    visibility: SpaceVisibility.OPEN,
    members: [
      [editor, SpaceRole.EDITOR],
      [reader, SpaceRole.READER],
    ],
  });
  const spaceId = space.id;
  const top = await makePage(owner, spaceId, "Salaries", "Zanzibar [[Bonus]]");
  const child = await makePage(owner, spaceId, "Bonus", "Zanzibar too", { parentId: top.id });
  const from = await makePage(owner, spaceId, "Index", "See [[Salaries]]");
  const entries = [{ accountId: guest.id, role: SpaceRole.WRITER }];
  await owner.sharing.setPermissions({ pageId: top.id, restricted: true, entries });
  return { space, spaceId, top, child, from };
}

describe("a page with permissions of its own", () => {
  it("is there, with all below it, for those alone whom it names, and for owners", async () => {
    const { top, child, spaceId } = await secretive();
    for (const pageId of [top.id, child.id]) {
      for (const who of [editor, reader, library.stranger]) {
        await expect(who.pages.getPage({ pageId })).rejects.toMatchObject(refusal("PAGE_NOT_FOUND"));
      }
      expect((await guest.pages.getPage({ pageId })).page?.role).toBe(SpaceRole.WRITER);
      expect((await owner.pages.getPage({ pageId })).page?.role).toBe(SpaceRole.OWNER);
    }
    const inside = await makePage(guest, spaceId, "Inside", "", { parentId: top.id });
    await expect(makePage(guest, spaceId, "Outside")).rejects.toMatchObject(refusal("ROLE_REQUIRED"));
    await expect(reader.pages.getPage({ pageId: inside.id })).rejects.toMatchObject(refusal("PAGE_NOT_FOUND"));
    expect(await owner.sharing.getPermissions({ pageId: child.id })).toMatchObject({
      restricted: false,
      inheritedFrom: { title: "Salaries" },
      entries: [{ name: "Guest" }, { name: "Owner", role: SpaceRole.OWNER }],
    });
  });

  it("is told of nowhere: in trees, links, backlinks, suggestions, searches and lists", async () => {
    const { top, child, from, spaceId, space } = await secretive();
    const seen = async (who: Person) => ({
      tree: (await who.pages.listChildren({ spaceId })).pages.map(({ title }) => title),
      links: (await who.pages.getPage({ pageId: from.id })).page?.links.map((link) => link.page?.title),
      suggested: (await who.links.suggestPages({ spaceId, text: "Sal" })).pages.map(({ title }) => title),
      found: (await who.search.searchPages({ query: "zanzibar", spaceId })).count,
      recent: (await who.pages.listRecentPages({ spaceId })).pages.map(({ title }) => title).sort(),
      count: (await who.spaces.getSpace({ slug: space.slug })).space?.pageCount,
    });
    expect(await seen(owner)).toEqual({
      tree: ["Salaries", "Index"],
      links: ["Salaries"],
      suggested: ["Salaries"],
      found: 2,
      recent: ["Bonus", "Index", "Salaries"],
      count: 3,
    });
    expect(await seen(reader)).toEqual({
      tree: ["Index"],
      links: [undefined],
      suggested: [],
      found: 0,
      recent: ["Index"],
      count: 1,
    });
    const open = await makePage(owner, spaceId, "Open", "Nothing");
    await owner.pages.updatePage({ pageId: child.id, title: "Bonus", markdown: "[[Open]]", baseRevision: 1 });
    expect((await reader.pages.getPage({ pageId: open.id })).page).toMatchObject({ backlinkCount: 0, backlinks: [] });
    expect((await owner.pages.getPage({ pageId: open.id })).page?.backlinkCount).toBe(1);
    // A title that is taken by a hidden page is free for those who do not see it.
    expect((await makePage(editor, spaceId, "Salaries")).head.title).toBe("Salaries");
    await owner.pages.trashPage({ pageId: top.id });
    expect((await editor.pages.listTrash({ spaceId })).pages).toEqual([]);
    expect((await owner.pages.listTrash({ spaceId })).pages.map(({ title }) => title)).toEqual(["Salaries"]);
  });

  it("is set by editors, follows a move, and is taken back", async () => {
    const { top, child, spaceId } = await secretive();
    const take = { pageId: top.id, restricted: false, entries: [] };
    await expect(guest.sharing.setPermissions(take)).rejects.toMatchObject(refusal("ROLE_REQUIRED"));
    const nobody = { pageId: top.id, restricted: true, entries: [{ accountId: uuid7(), role: SpaceRole.READER }] };
    await expect(owner.sharing.setPermissions(nobody)).rejects.toMatchObject(refusal("PERSON_NOT_FOUND"));
    await owner.pages.movePage({ pageId: child.id, spaceId });
    expect((await reader.pages.getPage({ pageId: child.id })).page?.head?.restricted).toBe(false);
    await owner.pages.movePage({ pageId: child.id, spaceId, parentId: top.id });
    await expect(reader.pages.getPage({ pageId: child.id })).rejects.toMatchObject(refusal("PAGE_NOT_FOUND"));
    await owner.sharing.setPermissions(take);
    expect((await reader.pages.getPage({ pageId: child.id })).page?.head?.title).toBe("Bonus");
    const own = { pageId: top.id, restricted: true, entries: [] };
    await editor.sharing.setPermissions(own);
    expect((await editor.pages.getPage({ pageId: child.id })).page?.role).toBe(SpaceRole.EDITOR);
  });
});

describe("a link to a page", () => {
  it("shows it to a stranger, with what is below where it says so, until it is ended", async () => {
    const space = await makeSpace(owner, { members: [[reader, SpaceRole.READER]] });
    const top = await makePage(owner, space.id, "Shared", "text [[Other]]");
    const child = await makePage(owner, space.id, "Below", "deep", { parentId: top.id });
    const hidden = await makePage(owner, space.id, "Private", "", { parentId: top.id });
    const outside = await makePage(owner, space.id, "Outside", "");
    await owner.sharing.setPermissions({ pageId: hidden.id, restricted: true, entries: [] });
    await expect(reader.sharing.createShareLink({ pageId: top.id })).rejects.toMatchObject(refusal("ROLE_REQUIRED"));
    const alone = await owner.sharing.createShareLink({ pageId: top.id });
    const whole = await owner.sharing.createShareLink({ pageId: top.id, withChildren: true });
    const { sharing } = library.stranger;
    const one = await sharing.getSharedPage({ token: alone.token });
    expect(one).toMatchObject({ page: { markdown: "text [[Other]]", backlinks: [], links: [] }, children: [] });
    await expect(sharing.getSharedPage({ token: alone.token, pageId: child.id })).rejects.toMatchObject(
      refusal("LINK_NOT_FOUND"),
    );
    const all = await sharing.getSharedPage({ token: whole.token });
    expect(all.children.map(({ title }) => title)).toEqual(["Below"]);
    expect((await sharing.getSharedPage({ token: whole.token, pageId: child.id })).page?.markdown).toBe("deep");
    for (const pageId of [hidden.id, outside.id]) {
      await expect(sharing.getSharedPage({ token: whole.token, pageId })).rejects.toMatchObject(
        refusal("LINK_NOT_FOUND"),
      );
    }
    const { links } = await owner.sharing.listShareLinks({ pageId: top.id });
    expect(links.map(({ withChildren, visitCount, author }) => [withChildren, visitCount, author?.name])).toEqual([
      [true, 2, "Owner"],
      [false, 1, "Owner"],
    ]);
    await owner.sharing.revokeShareLink({ linkId: whole.link?.id });
    await expect(sharing.getSharedPage({ token: whole.token })).rejects.toMatchObject(refusal("LINK_NOT_FOUND"));
    await owner.pages.trashPage({ pageId: top.id });
    await expect(sharing.getSharedPage({ token: alone.token })).rejects.toMatchObject(refusal("LINK_NOT_FOUND"));
  });

  it("ends by itself", async () => {
    const space = await makeSpace(owner);
    const page = await makePage(owner, space.id, "Brief", "text");
    const past = owner.sharing.createShareLink({ pageId: page.id, expireTime: new Date(0) });
    await expect(past).rejects.toMatchObject(refusal("REQUEST_INVALID"));
    const expireTime = new Date(Date.now() + 60_000);
    const { token } = await owner.sharing.createShareLink({ pageId: page.id, expireTime });
    expect((await library.stranger.sharing.getSharedPage({ token })).page?.markdown).toBe("text");
    library.platform.advance(61_000);
    await expect(library.stranger.sharing.getSharedPage({ token })).rejects.toMatchObject(refusal("LINK_NOT_FOUND"));
    await expect(library.stranger.sharing.getSharedPage({ token: "x" })).rejects.toMatchObject(
      refusal("LINK_NOT_FOUND"),
    );
  });
});
