import { AccountErased, PersonalDataRequested } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { CommentState, ReactionKind } from "@platform/grpc/platform/news/v1/comment.ts";
import { CommentModerated, CommentPosted } from "@platform/grpc/platform/news/v1/news_events.ts";
import { PersonalDataCollected } from "@platform/grpc/platform/operations/v1/operations_events.ts";
import { uuid7 } from "@platform/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { begin, edit, type Newsroom, openNewsroom, type Person, publish, refusal } from "./newsroom.ts";

let newsroom: Newsroom;
let anna: Person;
let staff: Person;
let rita: Person;
let sam: Person;
beforeAll(async () => {
  newsroom = await openNewsroom();
  anna = await newsroom.author("Anna");
  staff = await newsroom.staff("Stella");
  [rita, sam] = [await newsroom.person("Rita"), await newsroom.person("Sam")];
  // Staff know how they talk.
  const { id } = await publish(anna, "Introductions");
  for (const who of [rita, sam]) {
    const { comment } = await who.comments.addComment({ articleId: id, markdown: "Hello" });
    await staff.comments.moderateComment({ commentId: comment?.id ?? "" });
  }
});
afterAll(() => newsroom?.stop());

async function say(who: Person, articleId: string, markdown: string, parentId = "") {
  const { comment } = await who.comments.addComment({ articleId, markdown, parentId });
  if (!comment) throw new Error("nothing was said");
  return comment;
}

const seen = async (who: Pick<Person, "comments">, articleId: string) =>
  (await who.comments.listComments({ articleId })).comments.map(({ markdown }) => markdown);

describe("a comment", () => {
  it("is answered, and read by everybody with its answers behind it", async () => {
    const { id } = await publish(anna, "Talked of");
    const first = await say(rita, id, "Is it **out**?");
    expect(first.state).toBe(CommentState.VISIBLE);
    await say(sam, id, "Second");
    const answer = await say(anna, id, "It is.", first.id);
    expect(await seen(newsroom.stranger, id)).toEqual(["Is it **out**?", "It is.", "Second"]);
    expect((await newsroom.stranger.comments.getReactions({ articleId: id })).commentCount).toBe(3);
    expect(await newsroom.platform.announced(CommentPosted, id)).toMatchObject({
      actorName: "Anna",
      answeredId: rita.id,
      excerpt: "It is.",
      recipientIds: [],
    });
    await expect(say(sam, id, "deeper", answer.id)).rejects.toMatchObject(refusal("COMMENT_NOT_FOUND"));
    await expect(say(sam, id, "   ")).rejects.toMatchObject(refusal("REQUEST_INVALID"));
    const [one, ...rest] = (await rita.comments.listComments({ articleId: id, pageSize: 1 })).comments;
    expect([one?.own, rest.length]).toEqual([true, 1]);
    const { nextPageToken } = await rita.comments.listComments({ articleId: id, pageSize: 1 });
    const page = await rita.comments.listComments({ articleId: id, pageSize: 1, pageToken: nextPageToken });
    expect(page.comments.map(({ markdown }) => markdown)).toEqual(["Second"]);
  });

  it("is changed and taken back by whoever said it alone; its place stays for the answers", async () => {
    const { id } = await publish(anna, "Regretted");
    const comment = await say(rita, id, "wrong");
    await say(sam, id, "You are.", comment.id);
    const change = { commentId: comment.id, markdown: "right" };
    await expect(sam.comments.updateComment(change)).rejects.toMatchObject(refusal("COMMENT_NOT_FOUND"));
    await expect(sam.comments.deleteComment(change)).rejects.toMatchObject(refusal("COMMENT_NOT_FOUND"));
    expect((await rita.comments.updateComment(change)).comment?.updateTime).toBeInstanceOf(Date);
    expect(await seen(newsroom.stranger, id)).toEqual(["right", "You are."]);
    await rita.comments.deleteComment({ commentId: comment.id });
    await rita.comments.deleteComment({ commentId: comment.id });
    const { comments } = await newsroom.stranger.comments.listComments({ articleId: id });
    expect(comments.map(({ markdown, author, state }) => [markdown, author?.name, state])).toEqual([
      ["", undefined, CommentState.DELETED],
      ["You are.", "Sam", CommentState.VISIBLE],
    ]);
    await expect(rita.comments.updateComment(change)).rejects.toMatchObject(refusal("COMMENT_NOT_FOUND"));
  });

  it("of somebody new is held until staff show it, and only then told of", async () => {
    const { id } = await publish(anna, "Met");
    const nina = await newsroom.person("Nina");
    const held = await say(nina, id, "First words");
    expect(held.state).toBe(CommentState.HELD);
    expect([
      await seen(nina, id),
      await seen(staff, id),
      await seen(rita, id),
      await seen(newsroom.stranger, id),
    ]).toEqual([["First words"], ["First words"], [], []]);
    await expect(newsroom.platform.announced(CommentPosted, id)).rejects.toThrow("No platform.news.v1.CommentPosted");
    const queue = await staff.comments.listModerationQueue({ pageSize: 100 });
    expect(queue.comments.at(-1)).toMatchObject({ comment: { id: held.id }, articleTitle: "Met", articleSlug: "met" });
    await staff.comments.moderateComment({ commentId: held.id });
    expect(await seen(newsroom.stranger, id)).toEqual(["First words"]);
    expect(await newsroom.platform.announced(CommentPosted, id)).toMatchObject({ recipientIds: [anna.id] });
    expect(await newsroom.platform.announced(CommentModerated, id)).toMatchObject({
      accountId: nina.id,
      hidden: false,
    });
    expect((await say(nina, id, "Second words")).state).toBe(CommentState.VISIBLE);
  });

  it("waits for staff once it is reported, is held once three people did, and is hidden with a reason", async () => {
    const { id } = await publish(anna, "Spammed");
    const spam = await say(sam, id, "Buy lamps");
    const report = { commentId: spam.id, text: "An advertisement" };
    await expect(sam.comments.reportComment(report)).rejects.toMatchObject(refusal("COMMENT_OWN"));
    await rita.comments.reportComment(report);
    await rita.comments.reportComment({ ...report, text: "It is one" });
    await anna.comments.reportComment(report);
    expect(await seen(newsroom.stranger, id)).toEqual(["Buy lamps"]);
    const waiting = async () =>
      (await staff.comments.listModerationQueue({ pageSize: 100 })).comments.find(
        ({ comment }) => comment?.id === spam.id,
      );
    expect((await waiting())?.reports.map(({ text }) => text).sort()).toEqual(["An advertisement", "It is one"]);
    await (await newsroom.person("Third")).comments.reportComment(report);
    expect(await seen(newsroom.stranger, id)).toEqual([]);

    const hide = { commentId: spam.id, hide: true };
    await expect(staff.comments.moderateComment(hide)).rejects.toMatchObject(refusal("REASON_REQUIRED"));
    await expect(rita.comments.moderateComment({ ...hide, reason: "x" })).rejects.toThrow();
    await staff.comments.moderateComment({ ...hide, reason: "No advertising." });
    expect(await waiting()).toBeUndefined();
    expect(await newsroom.platform.announced(CommentModerated, id)).toMatchObject({ reason: "No advertising." });
    const { comments } = await sam.comments.listComments({ articleId: id });
    expect(comments).toMatchObject([{ state: CommentState.HIDDEN, reason: "No advertising." }]);
    const change = { commentId: spam.id, markdown: "Buy more" };
    await expect(sam.comments.updateComment(change)).rejects.toMatchObject(refusal("COMMENT_NOT_FOUND"));
  });

  it("is not taken where comments are closed, on drafts, or on what one may not read", async () => {
    const { id } = await publish(anna, "Closed", { commentsOpen: false });
    await expect(say(rita, id, "x")).rejects.toMatchObject(refusal("COMMENTS_CLOSED"));
    await edit(anna, id, { commentsOpen: true });
    await say(rita, id, "x");
    await anna.editorial.archiveArticle({ articleId: id });
    await expect(say(rita, id, "y")).rejects.toMatchObject(refusal("COMMENTS_CLOSED"));
    const draft = await begin(anna, "Draft");
    await expect(say(rita, draft.id, "x")).rejects.toMatchObject(refusal("ARTICLE_NOT_FOUND"));
    await expect(rita.comments.listComments({ articleId: uuid7() })).rejects.toMatchObject(
      refusal("ARTICLE_NOT_FOUND"),
    );
  });
});

describe("reactions", () => {
  it("are counted once a person and kind, and taken back", async () => {
    const { id: articleId } = await publish(anna, "Liked");
    const counts = async (who: Pick<Person, "comments">) =>
      (await who.comments.getReactions({ articleId })).reactions.map(({ kind, count, own }) => [kind, count, own]);
    const { LIKE, INSIGHT, CELEBRATE, THANKS } = ReactionKind;
    for (const kind of [LIKE, LIKE, THANKS]) await rita.comments.setReaction({ articleId, kind });
    await sam.comments.setReaction({ articleId, kind: LIKE });
    expect(await counts(rita)).toEqual([
      [LIKE, 2, true],
      [INSIGHT, 0, false],
      [CELEBRATE, 0, false],
      [THANKS, 1, true],
    ]);
    await rita.comments.setReaction({ articleId, kind: LIKE, remove: true });
    await rita.comments.setReaction({ articleId, kind: LIKE, remove: true });
    expect((await counts(newsroom.stranger))[0]).toEqual([LIKE, 1, false]);
    await expect(rita.comments.setReaction({ articleId: uuid7(), kind: LIKE })).rejects.toMatchObject(
      refusal("ARTICLE_NOT_FOUND"),
    );
  });
});

describe("what a person said", () => {
  it("is a part of their data, and gone once they are erased", async () => {
    const { id } = await publish(anna, "Forgotten");
    const oleg = await newsroom.person("Oleg");
    const [answered, alone] = [await say(oleg, id, "Answered"), await say(oleg, id, "Alone")];
    for (const { id: commentId } of [answered, alone]) await staff.comments.moderateComment({ commentId });
    await say(rita, id, "An answer", answered.id);
    await oleg.comments.setReaction({ articleId: id, kind: ReactionKind.LIKE });
    await newsroom.platform.announce(PersonalDataRequested, { accountId: oleg.id, exportId: uuid7() });
    const { document } = await newsroom.platform.announced(PersonalDataCollected, oleg.id);
    expect(JSON.parse(document)).toMatchObject({
      comments: [{ markdown: "Answered" }, { markdown: "Alone" }],
      reactions: [{ kind: "LIKE" }],
    });
    await newsroom.platform.announce(AccountErased, { accountId: oleg.id });
    expect(await seen(staff, id)).toEqual(["", "An answer"]);
    expect((await rita.comments.getReactions({ articleId: id })).reactions[0]?.count).toBe(0);
  });
});
