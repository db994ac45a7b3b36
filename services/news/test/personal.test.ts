import { AccountErased, PersonalDataRequested } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { LearnerEnrolled } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { FollowersReached } from "@platform/grpc/platform/news/v1/news_events.ts";
import { ArticleForYou_Reason as Reason } from "@platform/grpc/platform/news/v1/personal_service.ts";
import { PersonalDataCollected } from "@platform/grpc/platform/operations/v1/operations_events.ts";
import { PersonFollowed, PersonUnfollowed } from "@platform/grpc/platform/user/v1/user_events.ts";
import { uuid7 } from "@platform/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { begin, type Newsroom, openNewsroom, type Person, publish, refusal } from "./newsroom.ts";

let newsroom: Newsroom;
let anna: Person;
let boris: Person;
beforeAll(async () => {
  newsroom = await openNewsroom();
  anna = await newsroom.author("Anna");
  boris = await newsroom.author("Boris");
});
afterAll(() => newsroom?.stop());

const forYou = async (who: Person) =>
  (await who.personal.listArticlesForYou({ pageSize: 20 })).articles.map(({ article, reason, because }) =>
    `${article?.title}: ${Reason[reason]} ${because}`.trim(),
  );
const follow = (who: Person, whom: Person) => {
  const event = { accountId: whom.id, followerId: who.id, followerName: "", followerHandle: "" };
  return newsroom.platform.announce(PersonFollowed, event);
};

describe("the articles for a person", () => {
  it("come from whom they follow, what their courses teach, what they read, and what is new, each with its reason", async () => {
    const reader = await newsroom.person("Rhea");
    const read = await publish(anna, "About masts", { tags: ["Masts"] });
    await publish(anna, "More of masts", { tags: ["Masts"] });
    await publish(anna, "Of lamps", { tags: ["Lamp care"] });
    await publish(boris, "From Boris");
    await publish(anna, "Чужой язык", { language: Language.RU });
    expect((await forYou(reader)).every((line) => line.endsWith(": NEW"))).toBe(true);
    expect((await forYou(reader)).join()).not.toContain("Чужой язык");

    await follow(reader, boris);
    const course = { accountId: reader.id, courseId: uuid7(), courseTitle: "Keeping lights" };
    await newsroom.platform.announce(LearnerEnrolled, { ...course, skills: ["lamp  CARE", "!"] });
    await reader.personal.markArticleRead({ articleId: read.id });
    await reader.personal.markArticleRead({ articleId: read.id });
    expect(await forYou(reader)).toEqual([
      "From Boris: FOLLOWED Boris",
      "Of lamps: COURSE Keeping lights",
      "More of masts: TOPIC Masts",
    ]);
    expect((await reader.personal.listArticlesForYou({ pageSize: 1 })).articles).toHaveLength(1);

    await newsroom.platform.announce(PersonUnfollowed, { accountId: boris.id, followerId: reader.id });
    expect((await forYou(reader)).at(-1)).toBe("From Boris: NEW");
    expect((await forYou(boris)).join()).not.toContain("From Boris");
  });

  it("come in one language each, and not again once one of them was read; drafts cannot be read", async () => {
    const reader = await newsroom.person("Rolf");
    const carla = await newsroom.author("Carla");
    await follow(reader, carla);
    const english = await publish(carla, "In English");
    const russian = await begin(carla, "По-русски", {
      language: Language.RU,
      versionOf: english.id,
      markdown: "x",
    });
    await carla.editorial.publishArticle({ articleId: russian.id });
    expect((await forYou(reader)).filter((line) => line.includes("Carla"))).toEqual(["In English: FOLLOWED Carla"]);
    await reader.personal.markArticleRead({ articleId: russian.id });
    expect((await forYou(reader)).filter((line) => line.includes("Carla"))).toEqual([]);
    const draft = await begin(carla, "Hidden");
    await expect(reader.personal.markArticleRead({ articleId: draft.id })).rejects.toMatchObject(
      refusal("ARTICLE_NOT_FOUND"),
    );
  });

  it("come first from tags that they follow, once a tag is followed, and not any more once it is left", async () => {
    const reader = await newsroom.person("Runa");
    await publish(anna, "On ropes", { tags: ["Rope work"] });
    expect(await reader.personal.listFollowedTags({})).toEqual({ tags: [] });
    await expect(reader.personal.followTag({ tag: "nothing-of-it" })).rejects.toMatchObject(refusal("TAG_NOT_FOUND"));
    await reader.personal.followTag({ tag: "rope-work" });
    await reader.personal.followTag({ tag: "rope-work" });
    expect(await reader.personal.listFollowedTags({})).toEqual({ tags: [{ slug: "rope-work", name: "Rope work" }] });
    expect((await forYou(reader))[0]).toBe("On ropes: TAG Rope work");
    await reader.personal.unfollowTag({ tag: "rope-work" });
    await reader.personal.unfollowTag({ tag: "rope-work" });
    expect(await forYou(reader)).toContain("On ropes: NEW");
  });

  it("cannot come from more than 100 tags", async () => {
    const reader = await newsroom.person("Raffi");
    const names = Array.from({ length: 101 }, (_, index) => `Heap ${index}`);
    for (let from = 0; from < names.length; from += 10) {
      await publish(anna, `Heap of ${from}`, { tags: names.slice(from, from + 10) });
    }
    for (const name of names.slice(1)) await reader.personal.followTag({ tag: name.toLowerCase().replace(" ", "-") });
    await expect(reader.personal.followTag({ tag: "heap-0" })).rejects.toMatchObject(refusal("TAGS_TOO_MANY"));
    expect((await reader.personal.listFollowedTags({})).tags).toHaveLength(100);
    await reader.personal.followTag({ tag: "heap-7" });
  });

  it("rest on what is exported to the person, and erased with them", async () => {
    const reader = await newsroom.person("Rita");
    await follow(reader, anna);
    const { id } = await publish(anna, "Exported");
    await reader.personal.markArticleRead({ articleId: id });
    await publish(anna, "Tagged", { tags: ["Export"] });
    await reader.personal.followTag({ tag: "export" });
    const course = { accountId: reader.id, courseId: uuid7(), courseTitle: "Of me", skills: [] };
    await newsroom.platform.announce(LearnerEnrolled, course);
    await newsroom.platform.announce(PersonalDataRequested, { accountId: reader.id, exportId: uuid7() });
    const { document } = await newsroom.platform.announced(PersonalDataCollected, reader.id);
    expect(JSON.parse(document)).toMatchObject({
      reads: [{ articleId: id }],
      follows: [{ accountId: anna.id }],
      courses: [{ title: "Of me" }],
      tags: [{ tag: "export" }],
    });
    await newsroom.platform.announce(AccountErased, { accountId: reader.id });
    expect((await forYou(reader)).join()).toMatch(/Exported: NEW/);
    expect(await reader.personal.listFollowedTags({})).toEqual({ tags: [] });
  });
});

describe("those who follow an author or a tag", () => {
  it("are told of an article once, when the first of its versions comes out, and its authors are not", async () => {
    const [carl, fan, both] = [
      await newsroom.author("Carl"),
      await newsroom.person("Fan"),
      await newsroom.person("Both"),
    ];
    await publish(anna, "Knots before", { tags: ["Knots"] });
    for (const who of [fan, carl]) await who.personal.followTag({ tag: "knots" });
    await follow(both, carl);
    await both.personal.followTag({ tag: "knots" });

    const first = await begin(carl, "Knots of Carl", { tags: ["Knots"], markdown: "x" });
    expect(await newsroom.platform.allAnnounced(FollowersReached, first.id)).toEqual([]);
    await carl.editorial.publishArticle({ articleId: first.id });
    const told = { articleId: first.id, title: "Knots of Carl", path: `/news/${first.slug}` };
    const reached = [
      { ...told, authorName: "Carl", tagName: "", recipientIds: [both.id] },
      { ...told, authorName: "", tagName: "Knots", recipientIds: [fan.id] },
    ];
    expect(await newsroom.platform.allAnnounced(FollowersReached, first.id)).toEqual(reached);

    await carl.editorial.unpublishArticle({ articleId: first.id });
    await carl.editorial.publishArticle({ articleId: first.id });
    const russian = await begin(carl, "Узлы", { language: Language.RU, versionOf: first.id, markdown: "x" });
    await carl.editorial.publishArticle({ articleId: russian.id });
    expect(await newsroom.platform.allAnnounced(FollowersReached, first.id)).toEqual(reached);
    expect(await newsroom.platform.allAnnounced(FollowersReached, russian.id)).toEqual([]);
  });
});
