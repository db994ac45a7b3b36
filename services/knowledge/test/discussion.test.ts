import { AccountErased, PersonalDataRequested } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { CommentAdded, PageChanged } from "@platform/grpc/platform/knowledge/v1/knowledge_events.ts";
import { SpaceRole, SpaceVisibility } from "@platform/grpc/platform/knowledge/v1/space.ts";
import { PersonalDataCollected } from "@platform/grpc/platform/operations/v1/operations_events.ts";
import { uuid7 } from "@platform/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Library, makePage, makeSpace, openLibrary, type Person, refusal, saying } from "./library.ts";

let library: Library;
let owner: Person;
let editor: Person;
let writer: Person;
let reader: Person;
let guest: Person;
let spaceId: string;
beforeAll(async () => {
  library = await openLibrary();
  owner = await library.person("Olga Orlova");
  editor = await library.person("Edith");
  writer = await library.person("Wanda");
  reader = await library.person("Rhea");
  guest = await library.person("Gus");
  const space = await makeSpace(owner, {
    members: [
      [editor, SpaceRole.EDITOR],
      [writer, SpaceRole.WRITER],
      [reader, SpaceRole.READER],
    ],
  });
  spaceId = space.id;
});
afterAll(() => library.stop());

/** Says something in a new thread, or in one that is there. */
async function say(person: Person, pageId: string, markdown: string, more: { threadId?: string; quote?: string } = {}) {
  const { thread } = await person.discussion.addComment({ pageId, markdown, ...more });
  const comment = thread?.comments.at(-1);
  if (!thread || !comment) throw new Error("nothing was said");
  return { thread, comment };
}

/** Who was told of the last change of a page. */
async function told(pageId: string) {
  return (await library.platform.announced(PageChanged, pageId)).recipientIds;
}

const mention = ({ id }: Person, name = "x") => `@[${name}](${id})`;

describe("a thread", () => {
  it("is begun by a reader about some words, answered, closed, and opened again by an answer", async () => {
    const page = await makePage(writer, spaceId, "Talk", "Some words here");
    const { thread } = await say(reader, page.id, "Are they **right**?", { quote: " words " });
    expect(thread).toMatchObject({ quote: "words", resolved: false, mayResolve: true });
    expect(thread.comments).toMatchObject([{ markdown: "Are they **right**?", author: { name: "Rhea" } }]);
    await say(editor, page.id, "Yes", { threadId: thread.id });
    expect((await reader.pages.getPage({ pageId: page.id })).page?.commentCount).toBe(1);

    const closed = await reader.discussion.resolveThread({ threadId: thread.id });
    expect(closed.thread?.resolved).toBe(true);
    expect((await reader.pages.getPage({ pageId: page.id })).page?.commentCount).toBe(0);
    expect((await reader.discussion.listThreads({ pageId: page.id })).threads).toEqual([]);
    const all = await reader.discussion.listThreads({ pageId: page.id, resolved: true });
    expect(all.threads.map(({ comments }) => comments.map(({ markdown }) => markdown))).toEqual([
      ["Are they **right**?", "Yes"],
    ]);

    await say(writer, page.id, "No", { threadId: thread.id });
    expect((await reader.discussion.listThreads({ pageId: page.id })).threads).toHaveLength(1);
    await writer.discussion.resolveThread({ threadId: thread.id });
    const again = await writer.discussion.resolveThread({ threadId: thread.id, reopen: true });
    expect(again.thread?.resolved).toBe(false);
  });

  it("is closed by its beginner and by writers alone", async () => {
    const page = await makePage(owner, spaceId, "Closing");
    const { thread } = await say(owner, page.id, "Mine");
    const threadId = thread.id;
    expect((await reader.discussion.listThreads({ pageId: page.id })).threads[0]?.mayResolve).toBe(false);
    await expect(reader.discussion.resolveThread({ threadId })).rejects.toMatchObject(refusal("ROLE_REQUIRED"));
    await expect(guest.discussion.resolveThread({ threadId })).rejects.toMatchObject(refusal("THREAD_NOT_FOUND"));
    expect((await owner.discussion.listThreads({ pageId: page.id })).threads[0]?.resolved).toBe(false);
  });

  it("is listed with open ones first and the newest first, page by page", async () => {
    const page = await makePage(owner, spaceId, "Many");
    const ids: string[] = [];
    for (const words of ["a", "b", "c", "d", "e"]) ids.push((await say(owner, page.id, words)).thread.id);
    for (const at of [1, 3]) await owner.discussion.resolveThread({ threadId: ids[at] });
    const seen: string[] = [];
    let pageToken = "";
    do {
      const list = await owner.discussion.listThreads({ pageId: page.id, resolved: true, pageSize: 2, pageToken });
      seen.push(...list.threads.map(({ id }) => id));
      pageToken = list.nextPageToken;
    } while (pageToken);
    expect(seen).toEqual([4, 2, 0, 3, 1].map((at) => ids[at]));
  });

  it("takes answers on its own page alone, and no more than 200 comments", async () => {
    const { id: openId } = await makeSpace(owner, { visibility: SpaceVisibility.COMMUNITY });
    const page = await makePage(owner, openId, "Full");
    const other = await makePage(owner, openId, "Other");
    const { thread } = await say(owner, page.id, "first");
    const elsewhere = owner.discussion.addComment({ pageId: other.id, threadId: thread.id, markdown: "x" });
    await expect(elsewhere).rejects.toMatchObject(refusal("THREAD_NOT_FOUND"));
    // Several, since nobody may say so much in a minute.
    for (const name of ["Ann", "Ben", "Cleo", "Dan"]) {
      const speaker = await library.person(name);
      const many = Array.from({ length: 50 }, (_, at) => say(speaker, page.id, `${at}`, { threadId: thread.id }));
      const failed = (await Promise.allSettled(many)).filter(({ status }) => status === "rejected");
      expect(failed).toMatchObject(name === "Dan" ? [{ reason: refusal("THREAD_FULL") }] : []);
    }
    expect((await owner.discussion.listThreads({ pageId: page.id })).threads[0]?.comments).toHaveLength(200);
  });
});

describe("a comment", () => {
  it("is changed by its author alone", async () => {
    const page = await makePage(owner, spaceId, "Changing");
    const { comment } = await say(reader, page.id, "one");
    expect(comment).toMatchObject({ mayUpdate: true, mayDelete: true, updateTime: undefined });
    const commentId = comment.id;
    const changed = await reader.discussion.updateComment({ commentId, markdown: "two" });
    expect(changed.comment).toMatchObject({ markdown: "two", author: { name: "Rhea" } });
    expect(changed.comment?.updateTime).toBeInstanceOf(Date);
    for (const other of [owner, guest]) {
      const theirs = other.discussion.updateComment({ commentId, markdown: "three" });
      await expect(theirs).rejects.toMatchObject(refusal("COMMENT_NOT_FOUND"));
    }
    await expect(reader.discussion.updateComment({ commentId, markdown: " \n" })).rejects.toMatchObject({
      fields: { markdown: "must not be blank" },
    });
    const { threads } = await owner.discussion.listThreads({ pageId: page.id });
    expect(threads[0]?.comments).toMatchObject([{ markdown: "two", mayUpdate: false, mayDelete: true }]);
  });

  it("that is taken back says nothing, keeps its place above answers, and goes with the last of them", async () => {
    const page = await makePage(owner, spaceId, "Taking back");
    const { thread, comment: first } = await say(reader, page.id, "regret");
    const { comment: answer } = await say(writer, page.id, "answer", { threadId: thread.id });
    const words = async () =>
      (await owner.discussion.listThreads({ pageId: page.id })).threads.map(({ comments }) =>
        comments.map(({ markdown }) => markdown),
      );
    await expect(writer.discussion.deleteComment({ commentId: first.id })).rejects.toMatchObject(
      refusal("COMMENT_NOT_FOUND"),
    );
    expect(await words()).toEqual([["regret", "answer"]]);
    await reader.discussion.deleteComment({ commentId: first.id });
    await reader.discussion.deleteComment({ commentId: first.id });
    expect(await words()).toEqual([["", "answer"]]);
    const late = reader.discussion.updateComment({ commentId: first.id, markdown: "back" });
    await expect(late).rejects.toMatchObject(refusal("COMMENT_NOT_FOUND"));
    await editor.discussion.deleteComment({ commentId: answer.id });
    expect(await words()).toEqual([]);
    expect((await owner.pages.getPage({ pageId: page.id })).page?.commentCount).toBe(0);
  });

  it("does not exist for those who may not read its page", async () => {
    const page = await makePage(owner, spaceId, "Secret");
    const { thread, comment } = await say(reader, page.id, "seen");
    await owner.sharing.setPermissions({ pageId: page.id, restricted: true, entries: [] });
    const pageId = page.id;
    for (const one of [reader, guest]) {
      const calls = [
        [() => one.discussion.listThreads({ pageId }), "PAGE_NOT_FOUND"],
        [() => one.discussion.addComment({ pageId, threadId: thread.id, markdown: "x" }), "PAGE_NOT_FOUND"],
        [() => one.discussion.suggestPeople({ pageId, text: "o" }), "PAGE_NOT_FOUND"],
        [() => one.discussion.watchPage({ pageId }), "PAGE_NOT_FOUND"],
        [() => one.discussion.updateComment({ commentId: comment.id, markdown: "x" }), "COMMENT_NOT_FOUND"],
        [() => one.discussion.deleteComment({ commentId: comment.id }), "COMMENT_NOT_FOUND"],
        [() => one.discussion.resolveThread({ threadId: thread.id }), "THREAD_NOT_FOUND"],
      ] as const;
      for (const [call, reason] of calls) await expect(call()).rejects.toMatchObject(refusal(reason));
    }
    expect((await owner.discussion.listThreads({ pageId })).threads[0]?.comments[0]?.markdown).toBe("seen");
    await expect(owner.discussion.deleteComment({ commentId: uuid7() })).rejects.toMatchObject(
      refusal("COMMENT_NOT_FOUND"),
    );
  });

  it("tells whoever is mentioned of that alone, the watchers and the others in the thread, and nobody who may not read", async () => {
    const page = await makePage(writer, spaceId, "Telling");
    const { thread } = await say(reader, page.id, "begin");
    expect(await library.platform.announced(CommentAdded, page.id)).toMatchObject({
      mentionedIds: [],
      recipientIds: [writer.id],
      actorName: "Rhea",
      excerpt: "begin",
    });
    const words = `**Look** ${mention(writer, "Wanda")}, ${mention(guest)}, ${mention(editor)} and \`${mention(owner)}\``;
    await say(editor, page.id, words, { threadId: thread.id });
    expect(await library.platform.announced(CommentAdded, page.id)).toMatchObject({
      title: "Telling",
      actorId: editor.id,
      mentionedIds: [writer.id],
      recipientIds: [reader.id],
      excerpt: expect.stringMatching(/^Look @Wanda/),
    });
  });
});

describe("what is said", () => {
  /** A stream that tells of what is said; `ended` resolves with why it is over. */
  function listen(person: Person, pageId: string) {
    const cut = new AbortController();
    let heard = 0;
    let noted = 0;
    const read = async () => {
      for await (const _ of person.discussion.watchThreads({ pageId }, { signal: cut.signal })) heard++;
    };
    const ended = read().catch((error: unknown) => error);
    const isSilent = () => heard === noted;
    /** Waits until something new was heard, and lets what belongs to it pass. */
    async function hears() {
      await expect.poll(isSilent, { timeout: 5000 }).toBe(false);
      await new Promise((resolve) => setTimeout(resolve, 200));
      noted = heard;
    }
    return { hears, isSilent, ended, cut };
  }

  it("is told at once to those who have the page open, and to nobody who may not read it", async () => {
    const page = await makePage(owner, spaceId, "Open page");
    const other = await makePage(owner, spaceId, "Other page");
    const { hears, isSilent, cut, ended } = listen(reader, page.id);
    await hears();
    await say(owner, other.id, "Elsewhere");
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(isSilent()).toBe(true);
    const { thread, comment } = await say(editor, page.id, "First");
    await hears();
    await editor.discussion.updateComment({ commentId: comment.id, markdown: "Changed" });
    await hears();
    await editor.discussion.resolveThread({ threadId: thread.id });
    await hears();
    await editor.discussion.deleteComment({ commentId: comment.id });
    await hears();
    cut.abort();
    await ended;
    expect(await listen(guest, page.id).ended).toMatchObject(refusal("PAGE_NOT_FOUND"));
    const late = listen(writer, page.id);
    await late.hears();
    await owner.sharing.setPermissions({ pageId: page.id, restricted: true, entries: [] });
    await say(owner, page.id, "Among us");
    expect(await late.ended).toMatchObject(refusal("PAGE_NOT_FOUND"));
    expect(late.isSilent()).toBe(true);
  });

  it("tells whom it mentions once it is changed to, and nobody twice", async () => {
    const page = await makePage(owner, spaceId, "Changed words");
    const { comment } = await say(owner, page.id, `See ${mention(reader)}`);
    const change = async (markdown: string) => {
      await owner.discussion.updateComment({ commentId: comment.id, markdown });
      return library.platform.announced(CommentAdded, page.id);
    };
    const both = `See ${mention(reader)}, ${mention(writer)}, ${mention(guest)} and ${mention(owner)}`;
    expect(await change(both)).toMatchObject({
      commentId: comment.id,
      actorName: "Olga Orlova",
      mentionedIds: [writer.id],
      recipientIds: [],
    });
    // What is announced last goes on to be that: a change that mentions nobody more announces nothing.
    expect(await change(`Sorry, ${mention(reader)}: ${mention(writer)}`)).toMatchObject({ mentionedIds: [writer.id] });
    const { excerpt } = await library.platform.announced(CommentAdded, page.id);
    expect(excerpt).toMatch(/^See/);
  });
});

describe("watching", () => {
  it("tells of changes on a page or below one, until somebody stops; its maker watches from the start", async () => {
    const top = await makePage(owner, spaceId, "Top");
    const below = await makePage(owner, spaceId, "Below", "one", { parentId: top.id });
    const watched = async (person: Person, pageId: string) => (await person.pages.getPage({ pageId })).page?.watched;
    expect([await watched(owner, below.id), await watched(reader, below.id)]).toEqual([true, false]);
    expect(await reader.discussion.watchPage({ pageId: top.id })).toEqual({ watched: true });
    expect([await watched(reader, top.id), await watched(reader, below.id)]).toEqual([true, false]);
    await reader.discussion.watchPage({ pageId: top.id, withChildren: true });
    expect(await watched(reader, below.id)).toBe(true);

    const first = (await editor.pages.updatePage(saying(below, "two"))).page;
    expect((await told(below.id)).sort()).toEqual([owner.id, reader.id].sort());
    await reader.discussion.watchPage({ pageId: below.id, stop: true });
    await owner.discussion.watchPage({ pageId: below.id, stop: true });
    expect([await watched(owner, below.id), await watched(reader, below.id)]).toEqual([false, false]);
    await editor.pages.updatePage({ ...saying(below, "three"), baseRevision: first?.revision });
    expect(await told(below.id)).toEqual([]);
  });

  it("tells nobody of a page that they may not read, even one that comes below what they watch", async () => {
    const top = await makePage(owner, spaceId, "Shut");
    await reader.discussion.watchPage({ pageId: top.id, withChildren: true });
    const open = await makePage(owner, spaceId, "Open below", "", { parentId: top.id });
    expect(await told(open.id)).toEqual([reader.id]);
    await owner.sharing.setPermissions({
      pageId: top.id,
      restricted: true,
      entries: [{ accountId: editor.id, role: SpaceRole.EDITOR }],
    });
    const shut = await makePage(editor, spaceId, "Shut below", "", { parentId: top.id });
    expect(await told(shut.id)).toEqual([]);
  });
});

describe("people to mention", () => {
  it("are found by the beginning of a name, and only those who may read the page", async () => {
    const page = await makePage(owner, spaceId, "Mentions");
    const find = async (text: string, pageId = page.id) =>
      (await owner.discussion.suggestPeople({ pageId, text })).people.map(({ name }) => name);
    expect(await find("orl")).toEqual(["Olga Orlova"]);
    expect(await find("ED")).toEqual(["Edith"]);
    for (const none of ["lga", "gus", "%", "_", " "]) expect(await find(none)).toEqual([]);
    const open = await makeSpace(owner, { visibility: SpaceVisibility.COMMUNITY });
    const shown = await makePage(owner, open.id, "Shown");
    expect(await find("gus", shown.id)).toEqual(["Gus"]);
    await owner.sharing.setPermissions({
      pageId: shown.id,
      restricted: true,
      entries: [{ accountId: reader.id, role: SpaceRole.READER }],
    });
    expect([await find("gus", shown.id), await find("rh", shown.id), await find("ol", shown.id)]).toEqual([
      [],
      ["Rhea"],
      ["Olga Orlova"],
    ]);
  });
});

describe("what is held of a person", () => {
  it("tells what they said and watch; later their words stay without their name, in mentions too", async () => {
    const zoe = await library.person("Zoe");
    const { id: openId } = await makeSpace(owner, { visibility: SpaceVisibility.COMMUNITY });
    const page = await makePage(owner, openId, "Kept");
    await zoe.discussion.watchPage({ pageId: page.id });
    await say(zoe, page.id, "I was here");
    await say(owner, page.id, `Thanks, ${mention(zoe, "Zoe")}`);
    const said = async () =>
      (await owner.discussion.listThreads({ pageId: page.id })).threads.map(({ comments }) => [
        comments[0]?.author?.name,
        comments[0]?.markdown,
      ]);
    expect(await said()).toContainEqual(["Zoe", "I was here"]);
    await library.platform.announce(PersonalDataRequested, { accountId: zoe.id, exportId: uuid7() });
    const { document } = await library.platform.announced(PersonalDataCollected, zoe.id);
    expect(JSON.parse(document)).toMatchObject({
      comments: [{ pageId: page.id, markdown: "I was here" }],
      watches: [{ pageId: page.id, watching: true }],
    });
    await library.platform.announce(AccountErased, { accountId: zoe.id });
    expect(await said()).toEqual([
      ["Olga Orlova", `Thanks, ${mention(zoe, "")}`],
      ["", "I was here"],
    ]);
    await say(owner, page.id, mention(zoe));
    expect((await library.platform.announced(CommentAdded, page.id)).mentionedIds).toEqual([]);
  });
});
