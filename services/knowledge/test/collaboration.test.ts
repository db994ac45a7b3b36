import { SpaceRole } from "@platform/grpc/platform/knowledge/v1/space.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Library, makePage, makeSpace, openLibrary, type Person, refusal, saying } from "./library.ts";
import { typist } from "./typist.ts";

let library: Library;
let owner: Person;
let ann: Person;
let ben: Person;
let reader: Person;
let spaceId: string;
beforeAll(async () => {
  library = await openLibrary();
  [owner, ann, ben, reader] = (await Promise.all(
    ["Olga", "Ann", "Ben", "Rhea"].map((name) => library.person(name)),
  )) as [Person, Person, Person, Person];
  const space = await makeSpace(owner, {
    members: [
      [ann, SpaceRole.WRITER],
      [ben, SpaceRole.WRITER],
      [reader, SpaceRole.READER],
    ],
  });
  spaceId = space.id;
});
afterAll(() => library?.stop());

const pageOf = async (pageId: string) => (await owner.pages.getPage({ pageId })).page;
const historyOf = async (pageId: string) => (await owner.history.listRevisions({ pageId })).revisions;
const savedAs = (pageId: string, markdown: string) =>
  expect.poll(async () => (await pageOf(pageId))?.markdown, { timeout: 5000 }).toBe(markdown);

/** Two people in the document of a new page. */
async function together(title: string, markdown: string) {
  const page = await makePage(owner, spaceId, title, markdown);
  const [a, b] = [typist(ann, page.id), typist(ben, page.id)];
  await a.join();
  await b.join();
  return { page, a, b, leave: () => Promise.all([a.leave(), b.leave()]) };
}

describe("two people on one page", () => {
  it("see at once what the other types, and nothing twice", async () => {
    const { a, b, leave } = await together("Live", "start");
    expect([a.says(), b.says()]).toEqual(["start", "start"]);
    await a.type(" A");
    await b.sees("start A");
    await b.type("B ", 0);
    await a.sees("B start A");
    await a.erase(0, 2);
    await b.sees("start A");
    await leave();
  });

  it("lose nothing when one of them loses the line and both type on", async () => {
    const { a, b, leave } = await together("Cut", "one two");
    await a.leave();
    await a.type(" offline");
    await a.erase(0, 3);
    await b.type("first: ", 0);
    await b.type(" online");
    expect(a.says()).toBe(" two offline");
    await a.join();
    await expect.poll(() => a.says() === b.says(), { timeout: 5000 }).toBe(true);
    expect(a.says()).toContain("first: ");
    for (const words of [" offline", " online", " two"]) expect(a.says()).toContain(words);
    expect(a.says()).not.toContain("one");
    await leave();
  });

  it("see where the other is under the name of the account, and when they leave", async () => {
    const { page, a, b, leave } = await together("Where", "text");
    const where = { pageId: page.id, documentId: a.documentId, sessionId: a.sessionId };
    const anchor = new Uint8Array([1, 2, 3]);
    await ann.collaboration.pushPresence({ ...where, anchor, head: anchor });
    await expect.poll(() => b.others.size).toBe(1);
    const [seen] = b.others.values();
    expect(seen).toMatchObject({ sessionId: a.sessionId, person: { accountId: ann.id, name: "Ann" } });
    expect([...(seen?.anchor ?? [])]).toEqual([1, 2, 3]);
    expect(a.others.size).toBe(0);
    const late = typist(owner, page.id);
    await late.join();
    await expect.poll(() => late.others.size).toBe(1);
    await a.leave();
    await expect.poll(() => b.others.size).toBe(0);
    await late.leave();
    await leave();
  });
});

describe("a document", () => {
  it("is saved as a revision of all who typed, ten seconds after the last of it", async () => {
    const { page, a, b, leave } = await together("Quiet", "one");
    await a.type(" two");
    await b.sees("one two");
    await b.type(" three");
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await historyOf(page.id)).toHaveLength(1);
    library.platform.advance(11_000);
    await savedAs(page.id, "one two three");
    const [newest] = await historyOf(page.id);
    expect(newest).toMatchObject({ number: 2, authors: [{ name: "Ann" }, { name: "Ben" }] });
    await expect.poll(() => a.saves.length).toBe(1);
    expect(a.saves[0]).toMatchObject({ revision: 2, proposalVersion: 0, title: "Quiet" });
    await leave();
  });

  it("is saved while somebody types on and on, after two minutes", async () => {
    const { page, a, leave } = await together("Long", "");
    for (let at = 0; at < 13; at++) {
      await a.type("x");
      library.platform.advance(9000);
    }
    expect(await historyOf(page.id)).toHaveLength(1);
    await a.type("y");
    library.platform.advance(4000);
    await savedAs(page.id, `${"x".repeat(13)}y`);
    await leave();
  });

  it("is saved when the last one leaves, and not before", async () => {
    const { page, a, b } = await together("Last", "one");
    await a.type(" two");
    await b.sees("one two");
    await a.leave();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await pageOf(page.id))?.markdown).toBe("one");
    await b.leave();
    await savedAs(page.id, "one two");
  });

  it("is saved at once by who asks, with a title and a summary", async () => {
    const { page, a, b, leave } = await together("Old name", "one");
    await a.type(" two");
    const { page: saved, proposal } = await ben.collaboration.saveDocument({
      pageId: page.id,
      documentId: b.documentId,
      title: "New name",
      summary: "Renamed",
    });
    expect(proposal).toBeUndefined();
    expect(saved).toMatchObject({ markdown: "one two", revision: 2, head: { title: "New name" } });
    expect((await historyOf(page.id))[0]).toMatchObject({
      summary: "Renamed",
      authors: [{ name: "Ann" }, { name: "Ben" }],
    });
    await expect.poll(() => a.saves.at(-1)?.title).toBe("New name");
    await leave();
  });

  it("takes in what is changed by other means, once what was typed is a revision of its own", async () => {
    const { page, a, b, leave } = await together("Restored", "first");
    await a.type(" second");
    const stale = owner.pages.updatePage(saying({ ...page, revision: 1 }, "over it"));
    await expect(stale).rejects.toMatchObject(refusal("PAGE_CHANGED"));
    expect((await pageOf(page.id))?.markdown).toBe("first second");
    await a.type(" third");
    await owner.history.restoreRevision({ pageId: page.id, revision: 1 });
    await a.sees("first");
    await b.sees("first");
    expect((await historyOf(page.id)).map(({ restoredFrom }) => restoredFrom)).toEqual([1, 0, 0, 0]);
    expect((await owner.history.getRevision({ pageId: page.id, revision: 3 })).markdown).toBe("first second third");
    const { page: now } = await owner.pages.getPage({ pageId: page.id });
    await owner.pages.updatePage(saying(page, "first, updated", { baseRevision: now?.revision }));
    await b.sees("first, updated");
    await a.type("!");
    await b.sees("first, updated!");
    await leave();
  });

  it("follows a rename of a page to which it links, while it is written", async () => {
    const target = await makePage(owner, spaceId, "Target page", "");
    const { page, a, b, leave } = await together("Linking", "see [[Target page]] there");
    await a.type(" and [[Target page]]");
    await owner.pages.updatePage({ ...saying(target, ""), title: "Renamed target" });
    await a.sees("see [[Renamed target]] there and [[Renamed target]]");
    await b.sees(a.says());
    expect((await pageOf(page.id))?.markdown).toBe(a.says());
    expect(await historyOf(page.id)).toHaveLength(3);
    await leave();
  });
});

describe("a writer", () => {
  it("is none who reads, and nobody who does not see the page", async () => {
    const page = await makePage(owner, spaceId, "Closed", "text");
    await expect(typist(reader, page.id).join()).rejects.toMatchObject(refusal("ROLE_REQUIRED"));
    const stranger = await library.person("Stan");
    await expect(typist(stranger, page.id).join()).rejects.toMatchObject(refusal("PAGE_NOT_FOUND"));
    const { a, leave, page: other } = await together("Open", "text");
    const where = { pageId: other.id, documentId: a.documentId, sessionId: a.sessionId };
    for (const [who, reason] of [
      [reader, "ROLE_REQUIRED"],
      [stranger, "PAGE_NOT_FOUND"],
    ] as const) {
      const { collaboration } = who;
      await expect(collaboration.pushUpdate({ ...where, update: new Uint8Array([0, 0]) })).rejects.toMatchObject(
        refusal(reason),
      );
      await expect(collaboration.pushPresence(where)).rejects.toMatchObject(refusal(reason));
      await expect(collaboration.saveDocument({ ...where, title: "x" })).rejects.toMatchObject(refusal(reason));
    }
    await leave();
  });

  it("who is removed from the space can push no more, and hears no more after a moment", {
    timeout: 15_000,
  }, async () => {
    const leaver = await library.person("Lea");
    await owner.spaces.setMember({ spaceId, accountId: leaver.id, role: SpaceRole.WRITER });
    const page = await makePage(owner, spaceId, "Removed", "text");
    const lea = typist(leaver, page.id);
    await lea.join();
    await lea.type("!");
    await owner.spaces.removeMember({ spaceId, accountId: leaver.id });
    await expect(lea.type("?")).rejects.toMatchObject(refusal("PAGE_NOT_FOUND"));
    expect(await lea.ended()).toMatchObject(refusal("PAGE_NOT_FOUND"));
    await savedAs(page.id, "text!");
  });
});
