import { DiffKind } from "@platform/grpc/platform/knowledge/v1/history_service.ts";
import { ProposalDecided, ProposalMade } from "@platform/grpc/platform/knowledge/v1/knowledge_events.ts";
import { PageState } from "@platform/grpc/platform/knowledge/v1/page.ts";
import { ProposalState } from "@platform/grpc/platform/knowledge/v1/proposal.ts";
import { SpaceRole } from "@platform/grpc/platform/knowledge/v1/space.ts";
import { uuid7 } from "@platform/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Library, makePage, makeSpace, openLibrary, type Person, refusal, saying } from "./library.ts";

let library: Library;
let editor: Person;
let writer: Person;
let other: Person;
let reader: Person;
let spaceId: string;
beforeAll(async () => {
  library = await openLibrary();
  [editor, writer, other, reader] = (await Promise.all(
    ["Edith", "Wanda", "Otto", "Rita"].map((name) => library.person(name)),
  )) as [Person, Person, Person, Person];
  const space = await makeSpace(editor, {
    approvalRequired: true,
    members: [
      [writer, SpaceRole.WRITER],
      [other, SpaceRole.WRITER],
      [reader, SpaceRole.READER],
    ],
  });
  spaceId = space.id;
});
afterAll(() => library?.stop());

describe("where editors approve", () => {
  it("a writer's page is a draft that others do not see, until it is approved", async () => {
    const page = await makePage(writer, spaceId, "New", "text");
    expect(page.head.state).toBe(PageState.DRAFT);
    const proposalId = page.proposalId;
    expect(await library.platform.announced(ProposalMade, page.id)).toMatchObject({
      proposalId,
      actorId: writer.id,
      recipientIds: [editor.id],
    });
    for (const who of [reader, other]) {
      await expect(who.pages.getPage({ pageId: page.id })).rejects.toMatchObject(refusal("PAGE_NOT_FOUND"));
    }
    expect((await editor.pages.getPage({ pageId: page.id })).page?.head?.state).toBe(PageState.DRAFT);
    const { page: live } = await editor.proposals.approveProposal({ proposalId, version: 1 });
    expect(live).toMatchObject({ head: { state: PageState.LIVE }, markdown: "text", editor: { name: "Wanda" } });
    expect((await reader.pages.getPage({ pageId: page.id })).page?.markdown).toBe("text");
    expect(await library.platform.announced(ProposalDecided, page.id)).toMatchObject({
      approved: true,
      recipientIds: [writer.id],
    });
  });

  it("what writers save waits, and they go on with one another's text instead of overwriting it", async () => {
    const page = await makePage(editor, spaceId, "Rules", "one");
    const first = await writer.pages.updatePage(saying(page, "one\ntwo", { summary: "Second rule" }));
    expect(first).toMatchObject({
      page: { markdown: "one", revision: 1 },
      proposal: { version: 1, note: "Second rule" },
    });
    const proposalId = first.proposal?.id ?? "";
    await expect(other.pages.updatePage(saying(page, "mine"))).rejects.toMatchObject(refusal("PAGE_CHANGED"));
    const { page: seen } = await other.pages.getPage({ pageId: page.id });
    expect(seen?.proposalId).toBe(proposalId);
    const { proposal } = await other.proposals.getProposal({ proposalId });
    const second = await other.pages.updatePage(
      saying(page, `${proposal?.markdown}\nthree`, { proposalVersion: proposal?.version }),
    );
    expect(second.proposal?.authors.map(({ name }) => name)).toEqual(["Wanda", "Otto"]);
    await expect(reader.proposals.getProposal({ proposalId })).rejects.toMatchObject(refusal("PROPOSAL_NOT_FOUND"));

    const compared = await editor.history.compareRevisions({
      pageId: page.id,
      fromRevision: 1,
      toProposalId: proposalId,
    });
    expect(compared).toMatchObject({ added: 2, removed: 0 });
    const waiting = await editor.proposals.listProposals({ spaceId });
    expect(waiting.proposals.map(({ id, markdown }) => [id, markdown])).toEqual([[proposalId, ""]]);
    expect((await writer.proposals.listProposals({ spaceId })).proposals).toEqual([]);
    expect((await writer.proposals.listProposals({ own: true })).proposals.map(({ id }) => id)).toContain(proposalId);

    const stale = editor.proposals.approveProposal({ proposalId, version: 1 });
    await expect(stale).rejects.toMatchObject(refusal("PROPOSAL_CHANGED"));
    await expect(writer.proposals.approveProposal({ proposalId, version: 2 })).rejects.toMatchObject(
      refusal("ROLE_REQUIRED"),
    );
    await editor.proposals.approveProposal({ proposalId, version: 2 });
    const { revisions } = await reader.history.listRevisions({ pageId: page.id });
    expect(revisions[0]).toMatchObject({
      number: 2,
      authors: [{ name: "Wanda" }, { name: "Otto" }],
      approvedBy: { name: "Edith" },
      summary: "Second rule",
    });
    const twice = editor.proposals.approveProposal({ proposalId, version: 2 });
    await expect(twice).rejects.toMatchObject(refusal("PROPOSAL_DECIDED"));
  });

  it("an editor saves past a proposal only by saying so, and it is outdated then", async () => {
    const page = await makePage(editor, spaceId, "Past", "one");
    const { proposal } = await writer.pages.updatePage(saying(page, "proposed"));
    const past = saying(page, "edited");
    await expect(editor.pages.updatePage(past)).rejects.toMatchObject(refusal("PROPOSAL_OPEN"));
    await editor.pages.updatePage({ ...past, pastProposal: true });
    const decide = { proposalId: proposal?.id, version: 1 };
    expect((await editor.proposals.getProposal(decide)).proposal?.outdated).toBe(true);
    await expect(editor.proposals.approveProposal(decide)).rejects.toMatchObject(refusal("PROPOSAL_OUTDATED"));
    const { page: approved } = await editor.proposals.approveProposal({ ...decide, anyway: true });
    expect(approved).toMatchObject({ markdown: "proposed", revision: 3 });
  });

  it("a proposal is sent back with a reason, or taken back by its author", async () => {
    const page = await makePage(editor, spaceId, "Back", "one");
    const { proposal } = await writer.pages.updatePage(saying(page, "two"));
    const proposalId = proposal?.id;
    await expect(other.proposals.withdrawProposal({ proposalId })).rejects.toMatchObject(refusal("PROPOSAL_NOT_FOUND"));
    const sent = await editor.proposals.rejectProposal({ proposalId, reason: "Too short" });
    expect(sent.proposal).toMatchObject({
      state: ProposalState.REJECTED,
      reason: "Too short",
      decidedBy: { name: "Edith" },
    });
    const { proposal: next } = await writer.pages.updatePage(saying(page, "two, longer"));
    expect(next?.id).not.toBe(proposalId);
    const taken = await writer.proposals.withdrawProposal({ proposalId: next?.id });
    expect(taken.proposal?.state).toBe(ProposalState.WITHDRAWN);
    expect((await editor.pages.getPage({ pageId: page.id })).page).toMatchObject({ markdown: "one", proposalId: "" });
  });

  it("a decision is told to the authors who may still read the page, and not to who decided", async () => {
    const [leaver, chief] = [await library.person("Lea"), await library.person("Carl")];
    await editor.spaces.setMember({ spaceId, accountId: leaver.id, role: SpaceRole.WRITER });
    const page = await makePage(editor, spaceId, "Decided", "one");
    const { proposal } = await leaver.pages.updatePage(saying(page, "one\ntwo"));
    const proposalId = proposal?.id;
    await writer.pages.updatePage(saying(page, "one\ntwo\nthree", { proposalVersion: 1 }));
    await editor.spaces.removeMember({ spaceId, accountId: leaver.id });
    await editor.proposals.rejectProposal({ proposalId, reason: "Too short" });
    expect(await library.platform.announced(ProposalDecided, page.id)).toMatchObject({
      proposalId,
      actorId: editor.id,
      approved: false,
      reason: "Too short",
      recipientIds: [writer.id],
    });

    // An author who has become an editor decides on their own words.
    const own = await makePage(editor, spaceId, "Own", "one");
    await editor.spaces.setMember({ spaceId, accountId: chief.id, role: SpaceRole.WRITER });
    const { proposal: asked } = await chief.pages.updatePage(saying(own, "two"));
    await editor.spaces.setMember({ spaceId, accountId: chief.id, role: SpaceRole.EDITOR });
    await chief.proposals.approveProposal({ proposalId: asked?.id, version: 1 });
    expect(await library.platform.announced(ProposalDecided, own.id)).toMatchObject({
      actorId: chief.id,
      recipientIds: [],
    });
  });
});

describe("the history of a page", () => {
  it("names who wrote what, shows what changed, and lets it say so again", async () => {
    const page = await makePage(editor, spaceId, "Story", "a\nold line\nc");
    await editor.pages.updatePage({ ...saying(page, "a\nnew line\nc\nd"), title: "Story 2", summary: "Better" });
    const { revisions } = await reader.history.listRevisions({ pageId: page.id });
    expect(
      revisions.map(({ number, title, added, removed, summary }) => [number, title, added, removed, summary]),
    ).toEqual([
      [2, "Story 2", 2, 1, "Better"],
      [1, "Story", 3, 0, ""],
    ]);
    expect(await reader.history.getRevision({ pageId: page.id, revision: 1 })).toMatchObject({
      markdown: "a\nold line\nc",
      revision: { authors: [{ name: "Edith" }] },
    });
    const { lines, titleBefore, titleAfter } = await reader.history.compareRevisions({
      pageId: page.id,
      fromRevision: 1,
      toRevision: 2,
    });
    expect([titleBefore, titleAfter]).toEqual(["Story", "Story 2"]);
    expect(lines.map(({ kind, parts }) => [kind, parts.map((part) => [part.text, part.changed])])).toEqual([
      [DiffKind.SAME, [["a", false]]],
      [
        DiffKind.REMOVED,
        [
          ["old", true],
          [" line", false],
        ],
      ],
      [
        DiffKind.ADDED,
        [
          ["new", true],
          [" line", false],
        ],
      ],
      [DiffKind.SAME, [["c", false]]],
      [DiffKind.ADDED, [["d", false]]],
    ]);
    const restored = await editor.history.restoreRevision({ pageId: page.id, revision: 1 });
    expect(restored.page).toMatchObject({ markdown: "a\nold line\nc", revision: 3, head: { title: "Story" } });
    const [newest] = (await reader.history.listRevisions({ pageId: page.id, pageSize: 1 })).revisions;
    expect(newest?.restoredFrom).toBe(1);
    const asked = await writer.history.restoreRevision({ pageId: page.id, revision: 2 });
    expect(asked.proposal).toMatchObject({ markdown: "a\nnew line\nc\nd" });
    await expect(editor.history.restoreRevision({ pageId: page.id, revision: 2 })).rejects.toMatchObject(
      refusal("PROPOSAL_OPEN"),
    );
  });

  it("is not there for those who may not read the page, and knows no revision that was none", async () => {
    const page = await makePage(editor, spaceId, "Hidden story", "a");
    const stranger = await library.person("Sid");
    const at = { pageId: page.id };
    await expect(stranger.history.listRevisions(at)).rejects.toMatchObject(refusal("PAGE_NOT_FOUND"));
    for (const revision of [0, 2, 4_000_000_000]) {
      await expect(reader.history.getRevision({ ...at, revision })).rejects.toMatchObject(
        refusal("REVISION_NOT_FOUND"),
      );
    }
    const none = { ...at, fromRevision: 1, toProposalId: uuid7() };
    await expect(editor.history.compareRevisions(none)).rejects.toMatchObject(refusal("PROPOSAL_NOT_FOUND"));
  });
});
