import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { PageChanged } from "@platform/grpc/platform/knowledge/v1/knowledge_events.ts";
import { LinkFault } from "@platform/grpc/platform/knowledge/v1/link_service.ts";
import { PageState } from "@platform/grpc/platform/knowledge/v1/page.ts";
import { SpaceRole } from "@platform/grpc/platform/knowledge/v1/space.ts";
import { uuid7 } from "@platform/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Library, makePage, makeSpace, openLibrary, type Person, refusal, saying } from "./library.ts";

let library: Library;
let olga: Person;
let ivan: Person;
let spaceId: string;
let slug: string;
beforeAll(async () => {
  library = await openLibrary();
  [olga, ivan] = await Promise.all([library.person("Olga"), library.person("Ivan")]);
  const space = await makeSpace(olga, { members: [[ivan, SpaceRole.READER]] });
  [spaceId, slug] = [space.id, space.slug];
});
afterAll(() => library?.stop());

const titles = async (parentId = "", who = olga) =>
  (await who.pages.listChildren({ spaceId, parentId })).pages.map(({ title }) => title);

describe("a page", () => {
  it("is made, read by its address, and announced", async () => {
    const page = await makePage(olga, spaceId, " Первые шаги ", "# Привет\n\nТекст");
    expect(page.head).toMatchObject({ title: "Первые шаги", slug: "первые-шаги", state: PageState.LIVE });
    expect(page).toMatchObject({ revision: 1, author: { name: "Olga" }, role: SpaceRole.OWNER, backlinkCount: 0 });
    const found = await ivan.pages.resolvePage({ spaceSlug: slug, slug: "первые-шаги" });
    expect(found).toMatchObject({ page: { markdown: "# Привет\n\nТекст", role: SpaceRole.READER }, redirected: false });
    expect(await library.platform.announced(PageChanged, page.id)).toMatchObject({
      created: true,
      title: "Первые шаги",
      path: `/knowledge/${slug}/${encodeURIComponent("первые-шаги")}`,
      actorId: olga.id,
    });
    const again = await makePage(olga, spaceId, "Первые шаги");
    expect(again.head.slug).toMatch(/^первые-шаги-.{6}$/);
    await expect(makePage(ivan, spaceId, "x")).rejects.toMatchObject(refusal("ROLE_REQUIRED"));
    await expect(library.stranger.pages.getPage({ pageId: page.id })).rejects.toMatchObject(refusal("PAGE_NOT_FOUND"));
    await expect(makePage(olga, spaceId, "  ")).rejects.toMatchObject(refusal("REQUEST_INVALID"));
    await expect(makePage(olga, spaceId, "x", "", { parentId: uuid7() })).rejects.toMatchObject(
      refusal("PARENT_NOT_FOUND"),
    );
  });

  it("is not overwritten by who had not read its newest text", async () => {
    const page = await makePage(olga, spaceId, "Shared", "one");
    const { page: second } = await olga.pages.updatePage(saying(page, "two"));
    expect(second).toMatchObject({ markdown: "two", revision: 2 });
    await expect(olga.pages.updatePage(saying(page, "three"))).rejects.toMatchObject(refusal("PAGE_CHANGED"));
    const same = await olga.pages.updatePage(saying({ ...page, revision: 2 }, "two"));
    expect(same.page?.revision).toBe(2);
    await expect(ivan.pages.updatePage(saying({ ...page, revision: 2 }, "x"))).rejects.toMatchObject(
      refusal("ROLE_REQUIRED"),
    );
  });

  it("takes its settings, and begins from a template", async () => {
    const template = await makePage(olga, spaceId, "Meeting", "## Agenda");
    const change = { pageId: template.id, updateMask: ["template", "icon", "aliases"], template: true, icon: "📅" };
    await olga.pages.updatePageSettings({ ...change, aliases: ["Sync", " Sync ", ""].filter(Boolean) });
    expect((await olga.pages.listTemplates({ spaceId })).pages.map(({ title }) => title)).toEqual(["Meeting"]);
    expect(await titles()).not.toContain("Meeting");
    const { page } = await olga.pages.createPage({ spaceId, title: "Monday", templateId: template.id });
    expect(page).toMatchObject({ markdown: "## Agenda", head: { icon: "📅", template: false } });
    await expect(olga.pages.createPage({ spaceId, title: "x", templateId: uuid7() })).rejects.toMatchObject(
      refusal("TEMPLATE_NOT_FOUND"),
    );
    await expect(
      olga.pages.updatePageSettings({ pageId: template.id, updateMask: ["review_owner_id"], reviewOwnerId: uuid7() }),
    ).rejects.toMatchObject(refusal("PERSON_NOT_FOUND"));
  });

  it("has files, of which the newest of a name counts", async () => {
    const page = await makePage(olga, spaceId, "Files", "![a](file:схема.png)");
    const add = async (body: string) =>
      (
        await olga.pages.addAttachment({
          pageId: page.id,
          name: "схема.png",
          uploadKey: await library.upload(olga, body, "image/png"),
        })
      ).attachment;
    await add("one");
    const second = await add("other");
    const read = await ivan.pages.getPage({ pageId: page.id });
    expect(read.page?.attachments).toMatchObject([{ name: "схема.png", size: 5, contentType: "image/png" }]);
    await olga.pages.removeAttachment({ pageId: page.id, attachmentId: second?.id });
    expect((await ivan.pages.getPage({ pageId: page.id })).page?.attachments).toEqual([]);
    await add("third");
    const version = await makePage(olga, spaceId, "Файлы", "![a](file:схема.png)", {
      language: Language.RU,
      translationOf: page.id,
    });
    expect(version.attachments).toMatchObject([{ name: "схема.png", size: 5 }]);
    await olga.pages.trashPage({ pageId: page.id });
    await olga.pages.deletePage({ pageId: page.id });
    const { page: left } = await ivan.pages.getPage({ pageId: version.id });
    const url = new URL(left?.attachments[0]?.url ?? "", "http://localhost");
    const kept = library.platform.host.parts.blobUrls.read(url);
    expect(await library.platform.host.parts.blobs.get(kept?.key ?? "")).toBeDefined();
    const strange = { pageId: version.id, name: "x", uploadKey: "uploads/none" };
    await expect(olga.pages.addAttachment(strange)).rejects.toMatchObject(refusal("UPLOAD_NOT_FOUND"));
  });

  it("is among those that changed last", async () => {
    const page = await makePage(olga, spaceId, "Newest");
    const first = await ivan.pages.listRecentPages({ pageSize: 1 });
    expect(first.pages.map(({ id }) => id)).toEqual([page.id]);
    const second = await ivan.pages.listRecentPages({ pageSize: 1, pageToken: first.nextPageToken });
    expect(second.pages[0]?.id).not.toBe(page.id);
    expect((await library.stranger.pages.listRecentPages({})).pages).toEqual([]);
  });
});

describe("the tree of pages", () => {
  it("is moved, kept in order, and never closes into a circle", async () => {
    const root = await makePage(olga, spaceId, "Root");
    const below = { parentId: root.id };
    const [a, b, c] = [
      await makePage(olga, spaceId, "A", "", below),
      await makePage(olga, spaceId, "B", "", below),
      await makePage(olga, spaceId, "C", "", below),
    ];
    expect(await titles(root.id, ivan)).toEqual(["A", "B", "C"]);
    const move = (pageId: string, parentId: string, afterId = "") =>
      olga.pages.movePage({ pageId, spaceId, parentId, afterId });
    await move(c.id, root.id);
    expect(await titles(root.id)).toEqual(["C", "A", "B"]);
    for (let turn = 0; turn < 15; turn++) await move(turn % 2 ? c.id : b.id, root.id, a.id);
    expect(await titles(root.id)).toEqual(["A", "B", "C"]);
    await move(b.id, a.id);
    const deep = await ivan.pages.getPage({ pageId: b.id });
    expect(deep.page?.breadcrumbs.map(({ title }) => title)).toEqual(["Root", "A"]);
    await expect(move(root.id, b.id)).rejects.toMatchObject(refusal("PAGE_BELOW_ITSELF"));
    await expect(move(c.id, root.id, uuid7())).rejects.toMatchObject(refusal("REQUEST_INVALID"));
    await expect(move(c.id, uuid7())).rejects.toMatchObject(refusal("PARENT_NOT_FOUND"));
    const page = await ivan.pages.listChildren({ spaceId, pageSize: 1 });
    const next = await ivan.pages.listChildren({ spaceId, pageSize: 1, pageToken: page.nextPageToken });
    expect(next.pages[0]?.id).not.toBe(page.pages[0]?.id);
  });

  it("is at most twenty levels deep", async () => {
    let parentId = "";
    for (let level = 1; level <= 20; level++) {
      parentId = (await makePage(olga, spaceId, `Level ${level}`, "", parentId ? { parentId } : {})).id;
    }
    await expect(makePage(olga, spaceId, "Level 21", "", { parentId })).rejects.toMatchObject(refusal("TREE_TOO_DEEP"));
    const pair = await makePage(olga, spaceId, "Alone");
    await expect(olga.pages.movePage({ pageId: pair.id, spaceId, parentId })).rejects.toMatchObject(
      refusal("TREE_TOO_DEEP"),
    );
  });

  it("goes to another space whole, with its links", async () => {
    const other = await makeSpace(olga);
    const top = await makePage(olga, spaceId, "Wanderer");
    const child = await makePage(olga, spaceId, "Child", "[[Wanderer]]", { parentId: top.id });
    await olga.pages.movePage({ pageId: top.id, spaceId: other.id });
    const { page } = await olga.pages.getPage({ pageId: top.id });
    expect(page).toMatchObject({ head: { spaceId: other.id }, backlinks: [{ page: { id: child.id } }] });
    await expect(ivan.pages.getPage({ pageId: child.id })).rejects.toMatchObject(refusal("PAGE_NOT_FOUND"));
  });
});

describe("the bin", () => {
  it("takes a page with all below it, and gives it back", async () => {
    const top = await makePage(olga, spaceId, "Thrown");
    const child = await makePage(olga, spaceId, "Thrown too", "", { parentId: top.id });
    expect(await olga.pages.trashPage({ pageId: top.id })).toMatchObject({ pageCount: 2 });
    expect(await olga.pages.trashPage({ pageId: top.id })).toMatchObject({ pageCount: 0 });
    await expect(olga.pages.getPage({ pageId: child.id })).rejects.toMatchObject(refusal("PAGE_NOT_FOUND"));
    expect((await olga.pages.listTrash({ spaceId })).pages.map(({ title }) => title)).toEqual(["Thrown"]);
    await expect(ivan.pages.listTrash({ spaceId })).rejects.toMatchObject(refusal("ROLE_REQUIRED"));
    await olga.pages.restorePage({ pageId: top.id });
    expect((await olga.pages.getPage({ pageId: child.id })).page?.breadcrumbs[0]?.id).toBe(top.id);
    expect((await olga.pages.listTrash({ spaceId })).pages).toEqual([]);
  });

  it("gives a page back to the top where its parent is gone, and is emptied for good", async () => {
    const top = await makePage(olga, spaceId, "Parent");
    const child = await makePage(olga, spaceId, "Orphan", "", { parentId: top.id });
    await olga.pages.trashPage({ pageId: child.id });
    await olga.pages.trashPage({ pageId: top.id });
    expect((await olga.pages.restorePage({ pageId: child.id })).page?.parentId).toBe("");
    await olga.pages.deletePage({ pageId: top.id });
    await olga.pages.deletePage({ pageId: top.id });
    expect((await olga.pages.listTrash({ spaceId })).pages).toEqual([]);
    await expect(olga.pages.restorePage({ pageId: top.id })).rejects.toMatchObject(refusal("PAGE_NOT_FOUND"));
    expect((await olga.pages.getPage({ pageId: child.id })).page?.head?.title).toBe("Orphan");
  });
});

describe("links between pages", () => {
  it("lead by title and alias, are known from both sides, and follow a rename", async () => {
    const target = await makePage(olga, spaceId, "Ёлки", "# Высота\n\nтекст");
    await olga.pages.updatePageSettings({ pageId: target.id, updateMask: ["aliases"], aliases: ["Spruces"] });
    const from = await makePage(
      olga,
      spaceId,
      "Лес",
      "Видно [[елки|деревья]], [[Spruces#Высота]], `[[Ёлки]]`, [[Нет]].",
    );
    expect(from.links).toMatchObject([
      { target: "елки", page: { id: target.id }, anchor: "" },
      { target: "Spruces#Высота", page: { id: target.id }, anchor: "высота" },
      { target: "Нет", page: undefined },
    ]);
    const { page } = await ivan.pages.getPage({ pageId: target.id });
    expect(page).toMatchObject({ backlinkCount: 1, backlinks: [{ page: { id: from.id } }] });
    expect(page?.backlinks[0]?.context).toContain("Видно деревья");
    expect((await ivan.links.listBacklinks({ pageId: target.id })).backlinks).toHaveLength(1);

    await olga.pages.updatePage({ ...saying(target, "# Высота\n\nтекст"), title: "Сосны" });
    const after = await olga.pages.getPage({ pageId: from.id });
    expect(after.page?.markdown).toBe("Видно [[Сосны|деревья]], [[Spruces#Высота]], `[[Ёлки]]`, [[Нет]].");
    expect(after.page?.revision).toBe(2);
    const old = await ivan.pages.resolvePage({ spaceSlug: slug, slug: "ёлки" });
    expect(old).toMatchObject({ redirected: true, page: { head: { title: "Сосны", slug: "сосны" } } });
  });

  it("lead on by a title that a page had before, until another page takes it", async () => {
    const target = await makePage(olga, spaceId, "Old quay");
    const from = await makePage(olga, spaceId, "Guide", "See [[Old quay]].");
    await olga.pages.updatePage({ ...saying(target, "x"), title: "New quay" });
    await olga.history.restoreRevision({ pageId: from.id, revision: 1 });
    const guide = async () => (await ivan.pages.getPage({ pageId: from.id })).page;
    expect(await guide()).toMatchObject({ markdown: "See [[Old quay]].", links: [{ page: { id: target.id } }] });
    const backlinks = async (pageId: string) =>
      (await ivan.links.listBacklinks({ pageId })).backlinks.map(({ page }) => page?.id);
    expect(await backlinks(target.id)).toEqual([from.id]);
    const broken = await olga.links.listBrokenLinks({ spaceId });
    expect(broken.links.map(({ target: words }) => words)).not.toContain("Old quay");
    const another = await makePage(olga, spaceId, "Old quay");
    expect(await guide()).toMatchObject({ links: [{ page: { id: another.id } }] });
    expect([await backlinks(target.id), await backlinks(another.id)]).toEqual([[], [from.id]]);
  });

  it("that lead nowhere are reported, and so are pages that stand alone", async () => {
    const space = await makeSpace(olga);
    const place = { spaceId: space.id };
    const gone = await makePage(olga, space.id, "Gone");
    await makePage(olga, space.id, "Target", "# Here");
    const from = await makePage(
      olga,
      space.id,
      "From",
      "[[Target]] [[Target#Here]] [[Target#There]] [[Nowhere]] [[Gone]]",
    );
    await olga.pages.trashPage({ pageId: gone.id });
    const { links } = await olga.links.listBrokenLinks(place);
    expect(links.map((link) => [link.page?.id, link.target, link.fault])).toEqual([
      [from.id, "Gone", LinkFault.TRASHED],
      [from.id, "Nowhere", LinkFault.NO_PAGE],
      [from.id, "Target#There", LinkFault.NO_HEADING],
    ]);
    const one = await olga.links.listBrokenLinks({ ...place, pageSize: 2 });
    const rest = await olga.links.listBrokenLinks({ ...place, pageSize: 2, pageToken: one.nextPageToken });
    expect(rest.links.map((link) => link.target)).toEqual(["Target#There"]);
    expect((await olga.links.listOrphans(place)).pages.map(({ title }) => title)).toEqual(["From"]);
  });

  it("are completed from the beginning of a title, from its middle, and from what is spelt almost so", async () => {
    const space = await makeSpace(olga);
    for (const title of ["Развёртывание", "О развертывании", "Deployment"]) await makePage(olga, space.id, title);
    const suggest = async (text: string) =>
      (await olga.links.suggestPages({ spaceId: space.id, text })).pages.map(({ title }) => title);
    expect(await suggest("разв")).toEqual(["Развёртывание", "О развертывании"]);
    expect(await suggest("ployment")).toEqual(["Deployment"]);
    expect(await suggest("deploiment")).toEqual(["Deployment"]);
    expect(await suggest("100%_")).toEqual([]);
  });

  it("mean the page in their own language first", async () => {
    const space = await makeSpace(olga);
    await makePage(olga, space.id, "API", "", { language: Language.RU });
    const english = await makePage(olga, space.id, "API", "", { language: Language.EN });
    const from = await makePage(olga, space.id, "From", "[[API]]", { language: Language.EN });
    expect(from.links[0]?.page?.id).toBe(english.id);
  });
});
