// Who is told, by any way there is, of a page with permissions of its own.
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { CommentAdded, PageChanged, ReviewDue } from "@platform/grpc/platform/knowledge/v1/knowledge_events.ts";
import { SpaceRole, SpaceVisibility } from "@platform/grpc/platform/knowledge/v1/space.ts";
import { uuid7 } from "@platform/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Library, makePage, makeSpace, openLibrary, type Person, refusal, saying } from "./library.ts";

type Caller = Omit<Person, "id" | "token">;

let library: Library;
let people: Record<"owner" | "guest" | "editor" | "reader" | "outsider" | "staff", Person>;
let space: { id: string; slug: string };
let secret: Awaited<ReturnType<typeof makePage>>;
let below: typeof secret;
let binned: typeof secret;
let open: typeof secret;
let indexPage: typeof secret;
beforeAll(async () => {
  library = await openLibrary({ tasksEverySecond: true });
  const join = (name: string) => library.person(name);
  people = {
    owner: await join("Owner"),
    guest: await join("Guest"),
    editor: await join("Editor"),
    reader: await join("Reader"),
    outsider: await join("Outsider"),
    staff: await library.person("Staff", { roles: ["USER", "ADMIN"] }),
  };
  const { owner, guest, editor, reader } = people;
  space = await makeSpace(owner, {
    visibility: SpaceVisibility.OPEN,
    reviewDays: 1,
    members: [
      [editor, SpaceRole.EDITOR],
      [reader, SpaceRole.READER],
    ],
  });
  open = await makePage(owner, space.id, "Open", "Nothing to see");
  secret = await makePage(owner, space.id, "Zanzibar", "Zanzibar: [[Open]], [[Nowhere]]");
  below = await makePage(owner, space.id, "Zanzibar below", "Zanzibar too", { parentId: secret.id });
  binned = await makePage(owner, space.id, "Zanzibar thrown away", "");
  indexPage = await makePage(owner, space.id, "Index", "See [[Zanzibar|there]]");
  await owner.pages.updatePageSettings({ pageId: below.id, updateMask: ["template"], template: true });
  await makePage(owner, space.id, "Занзибар", "Перевод", { language: Language.RU, translationOf: indexPage.id });
  const source = await makePage(owner, space.id, "Zanzibar to translate", "one", { parentId: secret.id });
  await makePage(owner, space.id, "Zanzibar in Russian", "раз", {
    language: Language.RU,
    translationOf: source.id,
    parentId: secret.id,
  });
  await owner.pages.updatePage(saying(source, "two"));
  for (const watcher of [editor, reader, people.staff]) {
    await watcher.discussion.watchPage({ pageId: secret.id, withChildren: true });
  }
  const entries = [{ accountId: guest.id, role: SpaceRole.EDITOR }];
  for (const { id } of [secret, binned]) {
    await owner.sharing.setPermissions({ pageId: id, restricted: true, entries });
  }
  await owner.pages.trashPage({ pageId: binned.id });
});
afterAll(() => library?.stop());

/** Lists and answers about other pages that could name it. */
const lists: Record<string, (who: Caller) => Promise<unknown>> = {
  tree: (who) => who.pages.listChildren({ spaceId: space.id }),
  "recent pages of the space": (who) => who.pages.listRecentPages({ spaceId: space.id }),
  "recent pages of all spaces": (who) => who.pages.listRecentPages({}),
  templates: (who) => who.pages.listTemplates({ spaceId: space.id }),
  bin: (who) => who.pages.listTrash({ spaceId: space.id }),
  "links of a page": async (who) =>
    (await who.pages.getPage({ pageId: indexPage.id })).page?.links.map(({ page }) => page),
  backlinks: (who) => who.links.listBacklinks({ pageId: open.id }),
  "backlinks beside a page": async (who) => (await who.pages.getPage({ pageId: open.id })).page?.backlinks,
  "broken links": (who) => who.links.listBrokenLinks({ spaceId: space.id }),
  "pages suggested for a link": (who) => who.links.suggestPages({ spaceId: space.id, text: "Zanz" }),
  "the search of the space": async (who) =>
    (await who.search.searchPages({ query: "zanzibar", spaceId: space.id })).hits,
  "the search of the palette": async (who) => (await who.search.searchPages({ query: "zanzibar" })).hits,
  "the search for what is spelt almost so": async (who) => (await who.search.searchPages({ query: "zanzibra" })).hits,
  reviews: (who) => who.upkeep.listDueReviews({ spaceId: space.id, withinDays: 30 }),
  translations: (who) => who.upkeep.listTranslations({ spaceId: space.id, language: Language.RU }),
};

/** Numbers that count it, for those who see it and for those who do not. */
const counts: Record<string, [(who: Caller) => Promise<number | undefined>, number, number]> = {
  "pages of the space": [async (who) => (await who.spaces.getSpace({ slug: space.slug })).space?.pageCount, 6, 3],
  "hits of a search": [async (who) => (await who.search.searchPages({ query: "zanzibar" })).count, 3, 0],
  backlinks: [async (who) => (await who.pages.getPage({ pageId: open.id })).page?.backlinkCount, 1, 0],
};

/** What is asked of the page itself. */
const asked: Record<string, (who: Caller, pageId: string) => Promise<unknown>> = {
  "to be read": (who, pageId) => who.pages.getPage({ pageId }),
  "for what is below": (who, parentId) => who.pages.listChildren({ spaceId: space.id, parentId }),
  "for its history": (who, pageId) => who.history.listRevisions({ pageId }),
  "for a revision": (who, pageId) => who.history.getRevision({ pageId, revision: 1 }),
  "for its comments": (who, pageId) => who.discussion.listThreads({ pageId }),
  "to be commented on": (who, pageId) => who.discussion.addComment({ pageId, markdown: "x" }),
  "to be told of comments": (who, pageId) => who.discussion.watchThreads({ pageId })[Symbol.asyncIterator]().next(),
  "to be watched": (who, pageId) => who.discussion.watchPage({ pageId }),
  "for its permissions": (who, pageId) => who.sharing.getPermissions({ pageId }),
  "for its links": (who, pageId) => who.sharing.listShareLinks({ pageId }),
  "for what links to it": (who, pageId) => who.links.listBacklinks({ pageId }),
  "to be written together": (who, pageId) =>
    who.collaboration.joinPage({ pageId, sessionId: uuid7() })[Symbol.asyncIterator]().next(),
  "to be changed": (who, pageId) => who.pages.updatePage({ pageId, title: "x", markdown: "x", baseRevision: 1 }),
  "to be moved": (who, pageId) => who.pages.movePage({ pageId, spaceId: space.id }),
  "to be thrown away": (who, pageId) => who.pages.trashPage({ pageId }),
};

const told = (answer: unknown) => /Zanzibar/.test(JSON.stringify(answer) ?? "");
// What the role in the space does not allow says nothing of a page.
const reasonOr = async (answer: Promise<unknown>) => answer.catch(({ reason }: { reason: string }) => reason);

const blind = ["editor", "reader", "outsider", "staff"] as const;

describe.each(Object.entries(lists))("a restricted page in %s", (_way, ask) => {
  it("is told to its owner", async () => {
    expect(told(await ask(people.owner))).toBe(true);
  });

  it.each(blind)("is not told to whom it does not name: %s", async (who) => {
    expect(told(await reasonOr(ask(people[who])))).toBe(false);
  });

  it("is not told to a stranger", async () => {
    expect(told(await reasonOr(ask(library.stranger)))).toBe(false);
  });
});

describe.each(Object.entries(counts))("the number of %s", (_way, [ask, all, rest]) => {
  it("counts it for those alone who see it", async () => {
    expect(await ask(people.owner)).toBe(all);
    for (const who of blind) expect([who, await ask(people[who])]).toEqual([who, rest]);
  });
});

describe.each(Object.entries(asked))("a restricted page that is asked %s", (_what, ask) => {
  it.each(blind)("is as good as none for %s", async (who) => {
    const none = await reasonOr(ask(people[who], uuid7()));
    for (const { id } of [secret, below]) expect(await reasonOr(ask(people[who], id))).toEqual(none);
  });
});

describe("notifications of a restricted page", () => {
  it("go to those alone who see it, whoever watched it before and whoever is mentioned", async () => {
    const { owner, guest, editor, reader, staff } = people;
    await guest.discussion.watchPage({ pageId: secret.id });
    const { page } = await owner.pages.getPage({ pageId: secret.id });
    await owner.pages.updatePage(saying(secret, "Zanzibar again", { baseRevision: page?.revision }));
    expect((await library.platform.announced(PageChanged, secret.id)).recipientIds).toEqual([guest.id]);
    const mention = [editor, reader, staff, guest].map(({ id }) => `@[x](${id})`).join(" ");
    await owner.discussion.addComment({ pageId: secret.id, markdown: mention });
    const said = await library.platform.announced(CommentAdded, secret.id);
    expect([said.mentionedIds, said.recipientIds]).toEqual([[guest.id], []]);
    const reviewDueTime = new Date(Date.now() - 1000);
    const review = { updateMask: ["review_due_time", "review_owner_id"], reviewDueTime, reviewOwnerId: reader.id };
    await owner.pages.updatePageSettings({ pageId: secret.id, ...review });
    const due = () => library.platform.announced(ReviewDue, secret.id).then(({ recipientIds }) => recipientIds, String);
    await expect.poll(due, { timeout: 8000 }).toEqual([owner.id]);
  });
});

describe("staff", () => {
  it("see a restricted page once they made themselves an owner, as all members see that they did", async () => {
    const { staff, owner } = people;
    await expect(staff.pages.getPage({ pageId: secret.id })).rejects.toMatchObject(refusal("PAGE_NOT_FOUND"));
    await staff.spaces.setMember({ spaceId: space.id, accountId: staff.id, role: SpaceRole.OWNER });
    expect((await staff.pages.getPage({ pageId: secret.id })).page?.role).toBe(SpaceRole.OWNER);
    const { members } = await owner.spaces.listMembers({ spaceId: space.id });
    expect(members.map(({ name }) => name)).toContain("Staff");
  });
});
