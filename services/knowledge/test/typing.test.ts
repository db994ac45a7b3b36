// What is typed together where not all may be kept: hostile updates, and spaces whose editors approve.
import { ProposalState } from "@platform/grpc/platform/knowledge/v1/proposal.ts";
import { SpaceRole } from "@platform/grpc/platform/knowledge/v1/space.ts";
import { uuid7 } from "@platform/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as Y from "yjs";
import { type Library, makePage, makeSpace, openLibrary, type Person, refusal } from "./library.ts";
import { typist } from "./typist.ts";

let library: Library;
let editor: Person;
let ann: Person;
let ben: Person;
let spaceId: string;
let approvedId: string;
beforeAll(async () => {
  library = await openLibrary();
  [editor, ann, ben] = (await Promise.all(["Edith", "Ann", "Ben"].map((name) => library.person(name)))) as [
    Person,
    Person,
    Person,
  ];
  const members: [Person, SpaceRole][] = [
    [ann, SpaceRole.WRITER],
    [ben, SpaceRole.WRITER],
  ];
  spaceId = (await makeSpace(editor, { members })).id;
  approvedId = (await makeSpace(editor, { members, approvalRequired: true })).id;
});
afterAll(() => library?.stop());

const updateOf = (change: (doc: Y.Doc) => void) => {
  const doc = new Y.Doc();
  change(doc);
  return Y.encodeStateAsUpdate(doc);
};

function ofMissing(): Uint8Array {
  const doc = new Y.Doc();
  doc.getText("markdown").insert(0, "never sent");
  const before = Y.encodeStateVector(doc);
  doc.getText("markdown").insert(5, "!");
  return Y.encodeStateAsUpdate(doc, before);
}

async function together(title: string, markdown: string, where = spaceId) {
  const page = await makePage(editor, where, title, markdown);
  const [a, b] = [typist(ann, page.id), typist(ben, page.id)];
  await a.join();
  await b.join();
  return { page, a, b, leave: () => Promise.all([a.leave(), b.leave()]) };
}

describe("an update", () => {
  it.each<[string, Uint8Array, string]>([
    ["is none", new Uint8Array([7, 7, 7, 255, 255]), "UPDATE_INVALID"],
    ["is of another kind", updateOf((doc) => doc.getMap("meta").set("a", 1)), "UPDATE_INVALID"],
    ["rests on what is not there", ofMissing(), "UPDATE_INCOMPLETE"],
  ])("that %s is refused, and the others that come with it are kept", async (_what, update, reason) => {
    const { page, a, b, leave } = await together(`With ${reason} ${uuid7()}`, "");
    const bad = { pageId: page.id, documentId: a.documentId, sessionId: a.sessionId, update };
    const c = typist(editor, page.id);
    await c.join();
    // All at once: those that come while the first is kept wait for one another.
    const [, , refused] = await Promise.all([
      a.type("1"),
      b.type("2"),
      ann.collaboration.pushUpdate(bad).catch((error: unknown) => error),
      c.type("3"),
    ]);
    expect(refused).toMatchObject({ reason });
    await expect.poll(() => [...a.says()].sort().join("")).toBe("123");
    await c.leave();
    await b.sees(a.says());
    await leave();
  });

  it("past a megabyte of text is refused, however it comes about, and erasing makes room", async () => {
    const { page, a, b, leave } = await together("Large", "");
    const most = "x".repeat(999_000);
    await a.type(most);
    await b.sees(most);
    await expect(b.type("y".repeat(1001))).rejects.toMatchObject(refusal("DOCUMENT_TOO_LARGE"));
    await a.erase(0, 500_000);
    const late = typist(ben, page.id);
    await late.join();
    await late.type("z".repeat(400_000));
    await expect.poll(() => a.says().length, { timeout: 5000 }).toBe(899_000);
    await late.leave();
    await leave();
  });

  it("of a document that is none is told to join again", async () => {
    const { page, a, leave } = await together("Other document", "text");
    const other = await together("One more", "text");
    for (const documentId of [uuid7(), other.a.documentId]) {
      const at = { pageId: page.id, documentId, sessionId: a.sessionId };
      const update = updateOf((doc) => doc.getText("markdown").insert(0, "x"));
      await expect(ann.collaboration.pushUpdate({ ...at, update })).rejects.toMatchObject(
        refusal("DOCUMENT_RESTARTED"),
      );
      await expect(ann.collaboration.pushPresence(at)).rejects.toMatchObject(refusal("DOCUMENT_RESTARTED"));
      await expect(ann.collaboration.saveDocument({ ...at, title: "x" })).rejects.toMatchObject(
        refusal("DOCUMENT_RESTARTED"),
      );
    }
    expect(other.a.says()).toBe("text");
    await Promise.all([leave(), other.leave()]);
  });

  it("is asked for by a state vector, and by nothing else", async () => {
    const page = await makePage(editor, spaceId, "Vectors", "text");
    const at = { pageId: page.id, sessionId: uuid7(), documentId: uuid7() };
    const joining = ann.collaboration.joinPage({ ...at, stateVector: new Uint8Array([255, 255]) });
    await expect(joining[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      kind: "invalid",
      fields: { state_vector: "is none" },
    });
  });
});

describe("where editors approve", () => {
  it("what writers type together becomes one proposal, and the editors' text is another", async () => {
    const { page, a, b, leave } = await together("Rules", "one", approvedId);
    const edith = typist(editor, page.id);
    await edith.join();
    expect([a.joined?.proposes, edith.joined?.proposes]).toEqual([true, false]);
    await a.type(" two");
    await b.sees("one two");
    await b.type(" three");
    expect(edith.says()).toBe("one");
    const { proposal, page: shown } = await ann.collaboration.saveDocument({
      pageId: page.id,
      documentId: a.documentId,
      title: "Rules",
      summary: "More of them",
    });
    expect(shown).toMatchObject({ markdown: "one", revision: 1 });
    expect(proposal).toMatchObject({ version: 1, markdown: "one two three", note: "More of them" });
    expect(proposal?.authors.map(({ name }) => name).sort()).toEqual(["Ann", "Ben"]);
    // Editors keep what they type in their document while it waits, and save it past it only by saying so.
    await edith.type("!");
    const past = { pageId: page.id, documentId: edith.documentId, title: "Rules" };
    await expect(editor.collaboration.saveDocument(past)).rejects.toMatchObject(refusal("PROPOSAL_OPEN"));
    await edith.erase(3, 1);
    await edith.leave();
    await leave();
  });

  it("who types begins anew once the proposal is sent back, and what was typed is in it", async () => {
    const { page, a, leave } = await together("Sent back", "one", approvedId);
    await a.type(" two");
    const at = { pageId: page.id, documentId: a.documentId, title: "Sent back" };
    const { proposal } = await ann.collaboration.saveDocument(at);
    await a.type(" three");
    await editor.proposals.rejectProposal({ proposalId: proposal?.id, reason: "Not now" });
    await a.ended();
    expect(a.restarted).toBe(true);
    const { proposal: sent } = await ann.proposals.getProposal({ proposalId: proposal?.id });
    expect(sent).toMatchObject({ state: ProposalState.REJECTED, markdown: "one two three" });
    const anew = typist(ann, page.id);
    await anew.join();
    expect(anew.documentId).not.toBe(a.documentId);
    expect(anew.says()).toBe("one");
    await anew.leave();
    await leave();
  });
});
