import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { ReviewDue, TranslationOutdated } from "@platform/grpc/platform/knowledge/v1/knowledge_events.ts";
import { TranslationState } from "@platform/grpc/platform/knowledge/v1/page.ts";
import { SpaceRole } from "@platform/grpc/platform/knowledge/v1/space.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Library, makePage, makeSpace, openLibrary, type Person, refusal, saying } from "./library.ts";

let library: Library;
let olga: Person;
let ivan: Person;
beforeAll(async () => {
  library = await openLibrary({ tasksEverySecond: true });
  [olga, ivan] = await Promise.all([library.person("Olga"), library.person("Ivan")]);
});
afterAll(() => library?.stop());

const day = 24 * 3600_000;

describe("a translation", () => {
  it("knows when its source changed, until somebody says that it holds or writes it anew", async () => {
    const space = await makeSpace(olga, { members: [[ivan, SpaceRole.WRITER]] });
    const source = await makePage(olga, space.id, "Rules", "one", { language: Language.EN });
    const version = await makePage(ivan, space.id, "Правила", "один", {
      language: Language.RU,
      translationOf: source.id,
    });
    const states = async () =>
      (await olga.pages.getPage({ pageId: version.id })).page?.translations.map(({ title, source: first, state }) => [
        title,
        first,
        state,
      ]);
    expect(await states()).toEqual([
      ["Rules", true, TranslationState.CURRENT],
      ["Правила", false, TranslationState.CURRENT],
    ]);
    await olga.pages.updatePage(saying(source, "two"));
    expect((await states())?.[1]?.[2]).toBe(TranslationState.OUTDATED);
    expect(await library.platform.announced(TranslationOutdated, version.id)).toMatchObject({
      title: "Правила",
      sourceTitle: "Rules",
      recipientIds: [ivan.id],
    });
    const tasks = async (language: Language) =>
      (await olga.upkeep.listTranslations({ spaceId: space.id, language })).tasks.map((task) => [
        task.source?.title,
        task.translation?.title,
      ]);
    await makePage(olga, space.id, "Untranslated", "", { language: Language.EN });
    expect(await tasks(Language.RU)).toEqual([
      ["Rules", "Правила"],
      ["Untranslated", undefined],
    ]);
    expect(await tasks(Language.EN)).toEqual([]);
    const confirm = (sourceRevision: number) => ivan.upkeep.confirmTranslation({ pageId: version.id, sourceRevision });
    await expect(confirm(1)).rejects.toMatchObject(refusal("PAGE_CHANGED"));
    expect((await confirm(2)).translation?.state).toBe(TranslationState.CURRENT);
    expect(await tasks(Language.RU)).toEqual([["Untranslated", undefined]]);
    await expect(olga.upkeep.confirmTranslation({ pageId: source.id, sourceRevision: 2 })).rejects.toMatchObject(
      refusal("NOT_A_TRANSLATION"),
    );
  });

  it("is one for each language, and may be made of pages that exist", async () => {
    const space = await makeSpace(olga);
    const source = await makePage(olga, space.id, "Source", "", { language: Language.EN });
    const russian = await makePage(olga, space.id, "Перевод", "", { language: Language.RU });
    const link = (pageId: string, sourceId: string) => olga.upkeep.linkTranslation({ pageId, sourceId });
    expect((await link(russian.id, source.id)).translations).toHaveLength(2);
    const second = makePage(olga, space.id, "Второй", "", { language: Language.RU, translationOf: source.id });
    await expect(second).rejects.toMatchObject(refusal("TRANSLATION_EXISTS"));
    const same = makePage(olga, space.id, "Same", "", { language: Language.EN, translationOf: source.id });
    await expect(same).rejects.toMatchObject(refusal("SAME_LANGUAGE"));
    await expect(link(source.id, russian.id)).rejects.toMatchObject(refusal("TRANSLATION_EXISTS"));
    expect((await link(russian.id, "")).translations).toEqual([]);
  });
});

describe("a review", () => {
  it("is due by the space's days, told once, and counted anew when somebody vouches for the page", async () => {
    const space = await makeSpace(olga, { reviewDays: 10, members: [[ivan, SpaceRole.WRITER]] });
    const page = await makePage(olga, space.id, "Aging", "text");
    const due = async (withinDays: number, own = false) =>
      (await ivan.upkeep.listDueReviews({ spaceId: space.id, withinDays, own })).reviews.map(
        (each) => each.page?.title,
      );
    expect(await due(5)).toEqual([]);
    expect(await due(15)).toEqual(["Aging"]);
    expect(await due(15, true)).toEqual([]);
    const owned = { pageId: page.id, updateMask: ["review_owner_id"], reviewOwnerId: ivan.id };
    expect((await olga.pages.updatePageSettings(owned)).page?.review?.owner?.name).toBe("Ivan");
    expect(await due(15, true)).toEqual(["Aging"]);

    library.platform.advance(11 * day);
    [olga, ivan] = await Promise.all([library.again(olga), library.again(ivan)]);
    await expect
      .poll(() => library.platform.announced(ReviewDue, page.id).catch(() => undefined), { timeout: 10_000 })
      .toMatchObject({ title: "Aging", recipientIds: [ivan.id] });
    expect(await due(0)).toEqual(["Aging"]);
    const confirm = (revision: number) => ivan.upkeep.confirmReview({ pageId: page.id, revision });
    await expect(confirm(7)).rejects.toMatchObject(refusal("PAGE_CHANGED"));
    const { review } = await confirm(1);
    expect(review).toMatchObject({ confirmedBy: { name: "Ivan" } });
    expect(await due(0)).toEqual([]);
    expect(await due(11)).toEqual(["Aging"]);
  });
});

describe("the bin", () => {
  it("is emptied after thirty days", async () => {
    const space = await makeSpace(olga);
    const page = await makePage(olga, space.id, "Old", "text");
    await olga.pages.trashPage({ pageId: page.id });
    library.platform.advance(31 * day);
    olga = await library.again(olga);
    await expect
      .poll(async () => (await olga.pages.listTrash({ spaceId: space.id })).pages.length, { timeout: 10_000 })
      .toBe(0);
    await expect(olga.pages.restorePage({ pageId: page.id })).rejects.toMatchObject(refusal("PAGE_NOT_FOUND"));
  });
});
