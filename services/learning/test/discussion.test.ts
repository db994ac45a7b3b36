import { AccountErased } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { PostAdded } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { uuid7 } from "@platform/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSchool, type Person, type School, text, writeCourse } from "./school.ts";

let school: School;
let mentor: Person;
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor("Вера");
});
afterAll(() => school?.stop());

const refusal = (reason: string) => ({ reason });

async function withLearners(...names: string[]) {
  const { courseId, lesson, blockIds } = await writeCourse(mentor, {
    lessons: [{ title: "Read", blocks: [text("a"), text("b")] }],
  });
  const learners = [];
  for (const name of names) {
    const learner = await school.person({ name });
    await learner.learning.enrol({ courseId });
    learners.push(learner);
  }
  const [first = "", second = ""] = blockIds[0] ?? [];
  const place = { courseId, lessonId: lesson(0), blockId: first };
  return { courseId, place, second: { ...place, blockId: second }, learners: learners as [Person, Person, Person] };
}

type Threads = Awaited<ReturnType<Person["discussion"]["listThreads"]>>;
const words = ({ threads }: Threads) => threads.map(({ posts }) => posts.map(({ markdown }) => markdown));

async function say(
  who: Person,
  place: Awaited<ReturnType<typeof withLearners>>["place"],
  markdown: string,
  threadId = "",
) {
  const { thread } = await who.discussion.addPost({ ...place, markdown, threadId });
  return { threadId: thread?.id ?? "", postId: thread?.posts.at(-1)?.id ?? "", thread };
}

describe("a talk under a block", () => {
  it("is begun, answered, read in its order, and told of", async () => {
    const { courseId, place, second, learners } = await withLearners("Анна", "Борис");
    const [anna, boris] = learners;
    expect(await anna.discussion.countPosts(place)).toEqual({ blocks: [] });
    const { threadId } = await say(anna, place, "Why?");
    expect(await school.platform.announced(PostAdded, threadId)).toMatchObject({
      courseTitle: "Algebra",
      actorName: "Анна",
      excerpt: "Why?",
      recipientIds: [mentor.id],
    });
    await say(boris, place, "Because.", threadId);
    const told = await school.platform.announced(PostAdded, threadId);
    expect(told.recipientIds.sort()).toEqual([anna.id, mentor.id].sort());
    await say(mentor, place, "Indeed.", threadId);
    await say(boris, second, "And this?");

    const here = await boris.discussion.listThreads(place);
    expect(words(here)).toEqual([["Why?", "Because.", "Indeed."]]);
    expect(here.threads[0]).toMatchObject({
      lessonTitle: "Read",
      posts: [
        { authorName: "Анна", byCourseAuthor: false, own: false, mayModerate: false },
        { authorName: "Борис", own: true },
        { authorName: "Вера", byCourseAuthor: true },
      ],
    });
    const whole = await mentor.discussion.listThreads({ courseId, pageSize: 1 });
    expect(words(whole)).toEqual([["And this?"]]);
    const rest = await mentor.discussion.listThreads({ courseId, pageSize: 1, pageToken: whole.nextPageToken });
    expect([words(rest), rest.nextPageToken]).toEqual([[["Why?", "Because.", "Indeed."]], ""]);
    const { blocks } = await anna.discussion.countPosts(place);
    expect(new Map(blocks.map(({ blockId, postCount }) => [blockId, postCount]))).toEqual(
      new Map([
        [place.blockId, 3],
        [second.blockId, 1],
      ]),
    );
    const open = await mentor.discussion.listThreads({ courseId, unanswered: true });
    expect(words(open)).toEqual([["And this?"]]);
  });

  it("lets people change and take back their own words alone", async () => {
    const { place, learners } = await withLearners("Анна", "Борис");
    const [anna, boris] = learners;
    const { threadId, postId } = await say(anna, place, "Wrong");
    const answer = await say(boris, place, "Hm", threadId);
    const theirs = boris.discussion.updatePost({ postId, markdown: "Mine" });
    await expect(theirs).rejects.toMatchObject(refusal("POST_NOT_FOUND"));
    await expect(boris.discussion.deletePost({ postId })).rejects.toMatchObject(refusal("POST_NOT_FOUND"));
    const blank = anna.discussion.updatePost({ postId, markdown: " \n" });
    await expect(blank).rejects.toMatchObject(refusal("REQUEST_INVALID"));
    const { thread } = await anna.discussion.updatePost({ postId, markdown: "Right" });
    expect(thread?.posts[0]).toMatchObject({ markdown: "Right", updateTime: expect.any(Date) });
    await anna.discussion.deletePost({ postId });
    await anna.discussion.deletePost({ postId });
    expect(words(await boris.discussion.listThreads(place))).toEqual([["", "Hm"]]);
    await boris.discussion.deletePost({ postId: answer.postId });
    expect((await boris.discussion.listThreads(place)).threads).toEqual([]);
    const late = anna.discussion.updatePost({ postId, markdown: "Back" });
    await expect(late).rejects.toMatchObject(refusal("POST_NOT_FOUND"));
  });

  it("is endorsed and hidden by those who teach, and by nobody else", async () => {
    const { courseId, place, learners } = await withLearners("Анна", "Борис");
    const [anna, boris] = learners;
    const { threadId } = await say(anna, place, "Why?");
    const answer = await say(boris, place, "So", threadId);
    const spam = await say(boris, place, "Buy now");
    for (const act of [
      () => anna.discussion.endorsePost(answer),
      () => anna.discussion.hidePost(answer),
      async () => (await school.mentor()).discussion.hidePost(answer),
    ]) {
      await expect(act()).rejects.toMatchObject(refusal("POST_NOT_FOUND"));
    }
    const staff = await school.person({ roles: ["USER", "STAFF"] });
    await staff.discussion.endorsePost(answer);
    const seen = await anna.discussion.listThreads(place);
    expect(seen.threads.at(-1)?.posts.map(({ endorsed }) => endorsed)).toEqual([false, true]);
    expect(words(await mentor.discussion.listThreads({ courseId, unanswered: true }))).toEqual([["Buy now"]]);
    await boris.discussion.updatePost({ ...answer, markdown: "Otherwise" });
    const changed = await anna.discussion.listThreads(place);
    expect(changed.threads.at(-1)?.posts[1]).toMatchObject({ markdown: "Otherwise", endorsed: false });

    await mentor.discussion.hidePost(spam);
    expect(words(await anna.discussion.listThreads(place))).toEqual([["Why?", "Otherwise"]]);
    const kept = await mentor.discussion.listThreads(place);
    expect(kept.threads[0]?.posts[0]).toMatchObject({ markdown: "Buy now", hidden: true, mayModerate: true });
    expect((await anna.discussion.countPosts(place)).blocks).toMatchObject([{ postCount: 2 }]);
    await mentor.discussion.hidePost({ ...spam, show: true });
    expect((await anna.discussion.listThreads(place)).threads).toHaveLength(2);
    const back = await mentor.discussion.endorsePost({ ...answer, withdraw: true });
    expect(back.thread?.posts[1]?.endorsed).toBe(false);
  });

  it("is closed to strangers, and stands under blocks that there are", async () => {
    const { place, learners } = await withLearners("Анна");
    const [anna] = learners;
    const { threadId, postId } = await say(anna, place, "Why?");
    const stranger = await school.person();
    for (const act of [
      () => stranger.discussion.listThreads(place),
      () => stranger.discussion.countPosts(place),
      () => stranger.discussion.addPost({ ...place, markdown: "x" }),
    ]) {
      await expect(act()).rejects.toMatchObject(refusal("NOT_ENROLLED"));
    }
    await expect(stranger.discussion.deletePost({ postId })).rejects.toMatchObject(refusal("POST_NOT_FOUND"));
    const nowhere = anna.discussion.addPost({ ...place, blockId: uuid7(), markdown: "x" });
    await expect(nowhere).rejects.toMatchObject(refusal("BLOCK_NOT_FOUND"));
    const other = await withLearners();
    await anna.learning.enrol({ courseId: other.courseId });
    const across = anna.discussion.addPost({ ...other.place, threadId, markdown: "x" });
    await expect(across).rejects.toMatchObject(refusal("THREAD_NOT_FOUND"));
  });

  it("keeps the words of who is gone, without the name, and tells no more of those who left", async () => {
    const { place, learners } = await withLearners("Анна", "Борис", "Вадим");
    const [anna, boris, vadim] = learners;
    const { threadId } = await say(anna, place, "Why?");
    await say(vadim, place, "Same", threadId);
    await vadim.learning.leaveCourse(place);
    await school.platform.announce(AccountErased, { accountId: anna.id });
    await say(boris, place, "So", threadId);
    expect((await school.platform.announced(PostAdded, threadId)).recipientIds).toEqual([mentor.id]);
    const { threads } = await boris.discussion.listThreads(place);
    expect(threads[0]?.posts[0]).toMatchObject({ markdown: "Why?", authorName: "" });
  });
});
