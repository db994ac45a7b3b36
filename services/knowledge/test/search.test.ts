import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { SpaceVisibility } from "@platform/grpc/platform/knowledge/v1/space.ts";
import { uuid7 } from "@platform/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Library, makePage, makeSpace, openLibrary, type Person, refusal } from "./library.ts";

let library: Library;
let olga: Person;
let spaceId: string;
beforeAll(async () => {
  library = await openLibrary();
  olga = await library.person("Olga");
  spaceId = (await makeSpace(olga, { visibility: SpaceVisibility.OPEN })).id;
  const russian = { language: Language.RU };
  await makePage(
    olga,
    spaceId,
    "Развёртывание сервисов",
    "Как выложить новый выпуск. Откатывать выпуски легко.",
    russian,
  );
  await makePage(olga, spaceId, "Выпуски", "История выпусков. Развёртывание описано отдельно.", russian);
  await makePage(olga, spaceId, "Deploying services", "How to deploy; deployments can be rolled back.");
  await makePage(
    olga,
    spaceId,
    "Glossary",
    `# Canary\n\n${"filler ".repeat(500)} A canary is deployed first. **Quality** matters.`,
  );
});
afterAll(() => library?.stop());

const find = async (query: string, more = {}) => {
  const answer = await library.stranger.search.searchPages({ query, spaceId, ...more });
  return { ...answer, titles: answer.hits.map(({ page }) => page?.title) };
};

describe("a search", () => {
  it("finds Russian and English words in any form, those in titles first", async () => {
    expect((await find("развертывания сервиса")).titles).toEqual(["Развёртывание сервисов"]);
    expect((await find("выпуском")).titles).toEqual(["Выпуски", "Развёртывание сервисов"]);
    expect((await find("deployed")).titles).toEqual(["Deploying services", "Glossary"]);
    expect((await find("DEPLOYMENT service")).titles).toEqual(["Deploying services"]);
    expect(await find("nonexistent")).toMatchObject({ titles: [], count: 0, corrected: "" });
  });

  it("takes quoted words as they stand, and leaves out what is not wanted", async () => {
    expect((await find('"rolled back"')).titles).toEqual(["Deploying services"]);
    expect((await find('"back rolled"')).titles).toEqual([]);
    expect((await find("deploy -glossary")).titles).toEqual(["Deploying services", "Glossary"].slice(0, 1));
  });

  it("forgives typing errors where nothing is spelt so, and says what it looked for", async () => {
    expect(await find("развертывнаие")).toMatchObject({ corrected: "развертывание" });
    expect((await find("развертывнаие")).titles).toEqual(["Развёртывание сервисов", "Выпуски"]);
    expect(await find("qualty")).toMatchObject({ corrected: "quality", titles: ["Glossary"] });
    expect((await find("xyzzyx")).corrected).toBe("");
  });

  it("shows where the words stand", async () => {
    const { hits } = await find("canary");
    expect(hits[0]?.spaceName).toMatch(/^Space/);
    const marked = hits[0]?.snippet.filter(({ found }) => found).map(({ text }) => text.toLowerCase());
    expect(marked).toContain("canary");
    const russian = (await find("сервисы")).hits[0];
    expect(russian?.title).toEqual([
      { text: "Развёртывание ", found: false },
      { text: "сервисов", found: true },
    ]);
  });

  it("is cut to a language and to pages of results", async () => {
    expect((await find("выпуск", { language: Language.EN })).titles).toEqual([]);
    const first = await find("выпуск", { pageSize: 1 });
    expect(first).toMatchObject({ count: 2, titles: ["Выпуски"] });
    expect((await find("выпуск", { pageSize: 1, pageToken: first.nextPageToken })).titles).toEqual([
      "Развёртывание сервисов",
    ]);
    const place = { spaceId: uuid7() };
    await expect(find("x", place)).rejects.toMatchObject(refusal("SPACE_NOT_FOUND"));
  });

  it.each(["'", "\\", "!!! & | ( )", "a:*", "\u0000x", "-", '"', "<->", "%_", "🙂", "'; drop table pages; --"])(
    "for %j answers as for anything else",
    async (query) => {
      expect(await find(query)).toMatchObject({ count: 0 });
    },
  );
});
