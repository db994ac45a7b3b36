import { QuestionKind } from "@platform/grpc/platform/learning/v1/course.ts";
import type { Attempt } from "@platform/grpc/platform/learning/v1/enrolment.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Blocks, homework, openSchool, type Person, question, type School, writeCourse } from "./school.ts";

let school: School;
let mentor: Person;
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor();
});
afterAll(() => school?.stop());

type Asked = NonNullable<Parameters<typeof question>[0]>;

const fieldsOf = async (call: Promise<unknown>) =>
  call.then(
    () => ({}),
    (error: { fields: Record<string, string> }) => error.fields,
  );

const policy = { passScore: 0, requireAllBlocks: false, categories: [{ name: "Homework", weight: 1, dropLowest: 0 }] };
const words = (...texts: string[]) => texts.map((text) => ({ id: text.toLowerCase(), text }));

const cloze = (more: Asked = {}): Asked => ({
  kind: QuestionKind.CLOZE,
  prompt: "The [[river]] flows through [[city]], [[nowhere]] else, for [[km]] km.",
  points: 3,
  partialCredit: true,
  gaps: [
    { id: "river", choices: words("Seine", "Rhine", "Elbe", "Oder", "Po") },
    { id: "city", choices: [] },
    { id: "km", choices: [] },
  ],
  key: {
    gaps: [
      { gapId: "river", choiceId: "seine", texts: [] },
      { gapId: "city", choiceId: "", texts: ["Paris", "Париж"] },
      { gapId: "km", choiceId: "", texts: ["776.5"] },
    ],
  },
  ...more,
});

const areas: NonNullable<NonNullable<Asked["choices"]>[number]["area"]>["shape"][] = [
  { $case: "rectangle", value: { x: 0, y: 0, width: 0.5, height: 0.5 } },
  { $case: "ellipse", value: { x: 0.5, y: 0.5, radiusX: 0.25, radiusY: 0.125 } },
  {
    $case: "polygon",
    value: {
      points: [
        { x: 0, y: 0 },
        { x: 1, y: 0 },
        { x: 0.5, y: 1 },
      ],
    },
  },
];

const hotspot = (more: Asked = {}): Asked => ({
  kind: QuestionKind.HOTSPOT,
  prompt: "Where are capitals?",
  image: "asset:the%20map.png",
  imageAlt: "A map without names",
  partialCredit: true,
  choices: words("Paris", "Lyon", "Bonn").map((choice, at) => ({ ...choice, area: { shape: areas[at] } })),
  key: { choiceIds: ["paris", "bonn"] },
  ...more,
});

/** A course with the image, and these questions in its one lesson. */
async function asking(...asked: Asked[]) {
  const draft = await writeCourse(mentor, { publish: false, policy, lessons: [{ title: "Map", blocks: [] }] });
  const { courseId, revision } = draft;
  for (const [name, type] of [
    ["the map.png", "image/png"],
    ["notes.txt", "text/plain"],
  ] as const) {
    await mentor.authoring.addAsset({ courseId, name, uploadKey: await school.upload(mentor, name, type) });
  }
  const place = { courseId, lessonId: draft.lesson(0) };
  const save = (blocks: Blocks) => mentor.authoring.updateLesson({ ...place, blocks, grading: homework, revision });
  if (asked.length === 0) return { place, save, ids: [] };
  const { blocks } = await save(asked.map(question));
  await mentor.authoring.publishCourse({ courseId });
  return { place, save, ids: blocks.map(({ id }) => id) };
}

async function startIn(place: { courseId: string; lessonId: string }) {
  const learner = await school.person();
  await learner.learning.enrol({ courseId: place.courseId });
  const { attempt } = await learner.learning.startAttempt(place);
  return { learner, attempt };
}

const questionsOf = (attempt: Attempt | undefined) =>
  (attempt?.questions ?? []).flatMap(({ content }) => (content?.$case === "question" ? [content.value] : []));
const typed = (gapId: string, text: string) => ({ gapId, text });

describe("a choice whose answers are shuffled", () => {
  const shuffled = (kind: QuestionKind) => ({
    kind,
    prompt: "Which?",
    shuffle: true,
    choices: [...words("A", "B", "C", "D", "E", "F"), { id: "none", text: "None of these", fixed: true }],
    key: { choiceIds: ["a"] },
  });
  const orderOf = (attempt: Attempt | undefined, at: number) => questionsOf(attempt)[at]?.choices.map(({ id }) => id);

  it("has an order of its own in each attempt, which stays, but for what keeps its place", async () => {
    const { place, ids } = await asking(shuffled(QuestionKind.SINGLE), shuffled(QuestionKind.MULTIPLE));
    const { learner, attempt: first } = await startIn(place);
    const orders = new Set<string>();
    for (let number = 1; number <= 5; number++) {
      const { attempt } = number === 1 ? { attempt: first } : await learner.learning.startAttempt(place);
      const order = orderOf(attempt, 0);
      expect(order?.at(-1)).toBe("none");
      expect([...(order ?? [])].sort()).toEqual(["a", "b", "c", "d", "e", "f", "none"]);
      expect(orderOf(attempt, 1)?.at(-1)).toBe("none");
      orders.add(String(order));
      expect(orderOf((await learner.learning.startAttempt(place)).attempt, 0)).toEqual(order);
      const answers = ids.map((blockId) => ({ blockId, choiceIds: ["a"] }));
      const done = await learner.learning.submitAttempt({ attemptId: attempt?.id, answers });
      expect(done.attempt).toMatchObject({ score: 1 });
      expect(orderOf(done.attempt, 0)).toEqual(order);
    }
    expect(orders.size).toBeGreaterThan(1);
  });

  it("stands for its author as it was written, and is forgotten by kinds that are not chosen from", async () => {
    const { place } = await asking(
      shuffled(QuestionKind.SINGLE),
      { ...shuffled(QuestionKind.SINGLE), shuffle: false },
      { ...shuffled(QuestionKind.TEXT), key: { texts: ["a"] } },
    );
    const { blocks } = await mentor.authoring.getDraftLesson(place);
    const asked = blocks.flatMap(({ content }) => (content?.$case === "question" ? [content.value] : []));
    expect(asked[0]?.choices).toMatchObject(shuffled(QuestionKind.SINGLE).choices);
    expect(asked.map(({ shuffle }) => shuffle)).toEqual([true, false, false]);
    const { learner, attempt } = await startIn(place);
    expect(orderOf(attempt, 1)).toEqual(["a", "b", "c", "d", "e", "f", "none"]);
    const { blocks: read } = await learner.learning.getLesson(place);
    expect(read).toHaveLength(3);
  });
});

describe("a text with gaps", () => {
  it("reaches its learner with the choices shuffled and without its key, and its author as it is", async () => {
    const { place } = await asking(cloze());
    const orders = new Set<string>();
    for (let person = 0; person < 8; person++) {
      const { attempt, learner } = await startIn(place);
      const [shown] = questionsOf(attempt);
      expect(shown).toMatchObject({ kind: QuestionKind.CLOZE, prompt: cloze().prompt, key: undefined });
      expect(shown?.gaps.map(({ id, choices }) => [id, choices.length])).toEqual([
        ["river", 5],
        ["city", 0],
        ["km", 0],
      ]);
      const order = shown?.gaps[0]?.choices.map(({ id }) => id) ?? [];
      expect([...order].sort()).toEqual(["elbe", "oder", "po", "rhine", "seine"]);
      const again = await learner.learning.startAttempt(place);
      expect(questionsOf(again.attempt)[0]?.gaps[0]?.choices.map(({ id }) => id)).toEqual(order);
      orders.add(order.join());
    }
    expect(orders.size).toBeGreaterThan(1);
    const { blocks } = await mentor.authoring.getDraftLesson(place);
    const [{ content } = {}] = blocks;
    expect(content?.$case === "question" && content.value).toMatchObject(cloze() as object);
  });

  it("earns its right gaps, typed ones as words and as numbers, and shows what was right", async () => {
    const { place, ids } = await asking(cloze(), cloze({ partialCredit: false }));
    const [blockId = "", strict = ""] = ids;
    const { learner, attempt } = await startIn(place);
    const gaps = [{ gapId: "river", choiceId: "seine" }, typed("city", " ПАРИЖ "), typed("km", "777")];
    const answers = [blockId, strict].map((id) => ({ blockId: id, gaps }));
    const { attempt: half } = await learner.learning.submitAttempt({ attemptId: attempt?.id, answers });
    expect(half?.answers).toMatchObject([
      { points: 2, maxPoints: 3, right: false },
      { points: 0, maxPoints: 3, right: false },
    ]);
    expect(half?.answers[0]?.answer?.gaps).toEqual([
      { gapId: "river", choiceId: "seine", text: "" },
      { gapId: "city", choiceId: "", text: " ПАРИЖ " },
      { gapId: "km", choiceId: "", text: "777" },
    ]);
    expect(questionsOf(half)[0]?.key?.gaps).toEqual(cloze().key?.gaps);

    const next = await learner.learning.startAttempt(place);
    const right = [blockId, strict].map((id) => ({ blockId: id, gaps: [...gaps.slice(0, 2), typed("km", "776,50")] }));
    const { attempt: whole } = await learner.learning.submitAttempt({ attemptId: next.attempt?.id, answers: right });
    expect(whole).toMatchObject({
      score: 1,
      answers: [
        { points: 3, right: true },
        { points: 3, right: true },
      ],
    });
  });

  it("is not done while nothing stands in its gaps", async () => {
    const { place, ids } = await asking(cloze());
    const { learner, attempt } = await startIn(place);
    const answers = [{ blockId: ids[0], gaps: [typed("city", "  "), { gapId: "river", choiceId: "" }] }];
    const { progress } = await learner.learning.submitAttempt({ attemptId: attempt?.id, answers });
    expect(progress?.lessons[0]).toMatchObject({ doneBlocks: 0, blocks: 1, score: 0 });
  });

  it.each([
    ["a gap that it does not have", [typed("z", "x")], "answers[0].gaps[0].gap_id"],
    ["a gap twice", [typed("city", "Paris"), typed("city", "Lyon")], "answers[0].gaps[1].gap_id"],
    ["a choice of nobody", [{ gapId: "river", choiceId: "volga" }], "answers[0].gaps[0].choice_id"],
    ["the choice of another gap", [{ gapId: "city", choiceId: "seine" }], "answers[0].gaps[0].choice_id"],
    ["a typed word where one chooses", [typed("river", "Seine")], "answers[0].gaps[0].text"],
    ["a novel", [typed("city", "x".repeat(2001))], "answers[0].gaps[0].text"],
    ["more gaps than a text may have", Array.from({ length: 10_000 }, () => typed("city", "")), "answers[0].gaps"],
  ])("refuses %s", async (_what, gaps, field) => {
    const { place, ids } = await asking(cloze());
    const { learner, attempt } = await startIn(place);
    const sent = { attemptId: attempt?.id, answers: [{ blockId: ids[0], gaps }] };
    expect(Object.keys(await fieldsOf(learner.learning.submitAttempt(sent)))).toContain(field);
  });
});

describe("places on an image", () => {
  it("reach their learner with a path to the image, where they are, and no word of which are right", async () => {
    const { place } = await asking(hotspot());
    const { attempt } = await startIn(place);
    const [shown] = questionsOf(attempt);
    expect(shown).toMatchObject({ imageAlt: "A map without names", maxChoices: 0, key: undefined });
    expect(shown?.choices).toMatchObject(hotspot().choices ?? []);
    expect((await school.download(shown?.image ?? "")).bytes.toString()).toBe("the map.png");
    const { blocks } = await mentor.authoring.getDraftLesson(place);
    const [{ content } = {}] = blocks;
    expect(content?.$case === "question" && content.value.image).toBe("asset:the%20map.png");
  });

  it("earn as many choices do, and wrong ones take back", async () => {
    const { place, ids } = await asking(hotspot(), hotspot({ maxChoices: 1, key: { choiceIds: ["lyon"] } }));
    const { learner, attempt } = await startIn(place);
    const [many = "", one = ""] = ids;
    const answers = [
      { blockId: many, choiceIds: ["bonn"] },
      { blockId: one, choiceIds: ["lyon"] },
    ];
    const { attempt: graded } = await learner.learning.submitAttempt({ attemptId: attempt?.id, answers });
    expect(graded?.answers).toMatchObject([
      { points: 0.5, right: false },
      { points: 1, right: true },
    ]);
    expect(questionsOf(graded)[0]?.key?.choiceIds).toEqual(["paris", "bonn"]);
    const next = await learner.learning.startAttempt(place);
    const all = [{ blockId: many, choiceIds: ["paris", "bonn", "lyon"] }];
    const { attempt: greedy } = await learner.learning.submitAttempt({ attemptId: next.attempt?.id, answers: all });
    expect(greedy?.answers[0]).toMatchObject({ points: 0.5, right: false });
  });

  it.each([
    ["a place that is none", ["rome"], "answers[0].choice_ids[0]"],
    ["a place twice", ["paris", "paris"], "answers[0].choice_ids[1]"],
    ["ten thousand places", Array.from({ length: 10_000 }, (_, at) => `p${at}`), "answers[0].choice_ids[0]"],
    ["more places than may be chosen", ["paris", "lyon", "bonn"], "answers[0].choice_ids"],
  ])("refuse %s", async (_what, choiceIds, field) => {
    const { place, ids } = await asking(hotspot({ maxChoices: 2 }));
    const { learner, attempt } = await startIn(place);
    const sent = { attemptId: attempt?.id, answers: [{ blockId: ids[0], choiceIds }] };
    expect(Object.keys(await fieldsOf(learner.learning.submitAttempt(sent)))).toContain(field);
  });
});

describe("an author's question", () => {
  const beyond = { shape: { $case: "rectangle", value: { x: 0.9, y: 0, width: 0.2, height: 0.2 } } } as const;

  it.each<[string, Asked, string]>([
    ["gaps that stand nowhere", cloze({ prompt: "[[river]] [[city]]" }), "question.gaps[2].id"],
    ["gaps without a key", cloze({ key: {} }), "question.key.gaps"],
    ["an image that the course does not have", hotspot({ image: "asset:none.png" }), "question.image"],
    ["a file that is no image", hotspot({ image: "asset:notes.txt" }), "question.image"],
    ["an image of a stranger", hotspot({ image: "https://example.org/a.png" }), "question.image"],
    [
      "a place beyond the image",
      hotspot({
        choices: words("Paris").map((choice) => ({ ...choice, area: beyond })),
        key: { choiceIds: ["paris"] },
      }),
      "question.choices[0].area",
    ],
  ])("with %s is refused, in a lesson and in a bank", async (_what, asked, field) => {
    const { place, save } = await asking();
    expect(Object.keys(await fieldsOf(save([question(asked)])))).toContain(`blocks[0].${field}`);
    const { courseId } = place;
    const { bank } = await mentor.banks.createBank({ courseId, title: "Maps" });
    const saved = mentor.banks.saveBankQuestion({ courseId, bankId: bank?.id, question: asked });
    expect(Object.keys(await fieldsOf(saved))).toContain(field);
  });

  it("is refused by the contract where a place is none at all", async () => {
    const { save } = await asking();
    const nan = { shape: { $case: "ellipse", value: { x: Number.NaN, y: 0, radiusX: 1, radiusY: 1 } } } as const;
    for (const area of [{ shape: undefined }, nan]) {
      const choices = words("Paris").map((choice) => ({ ...choice, area }));
      const fields = Object.keys(await fieldsOf(save([question(hotspot({ choices, key: { choiceIds: ["paris"] } }))])));
      expect(fields.join()).toContain("choices[0].area");
    }
  });

  it("is kept in a bank, drawn into an attempt with the image, and answered there", async () => {
    const { place, save } = await asking();
    const { courseId } = place;
    const { bank } = await mentor.banks.createBank({ courseId, title: "Maps" });
    const bankId = bank?.id ?? "";
    for (const asked of [cloze(), hotspot()])
      await mentor.banks.saveBankQuestion({ courseId, bankId, question: asked });
    await save([{ content: { $case: "draw", value: { bankId, count: 2, points: 4 } } }]);
    await mentor.authoring.publishCourse({ courseId });
    const { learner, attempt } = await startIn(place);
    const asked = questionsOf(attempt);
    expect(asked.map(({ key }) => key)).toEqual([undefined, undefined]);
    expect(asked.find(({ kind }) => kind === QuestionKind.HOTSPOT)?.image).toMatch(/^\//);
    const answers = (attempt?.questions ?? []).map(({ id, content }) =>
      content?.$case === "question" && content.value.kind === QuestionKind.HOTSPOT
        ? { blockId: id, choiceIds: ["paris", "bonn"] }
        : { blockId: id, gaps: [{ gapId: "river", choiceId: "seine" }, typed("city", "Paris")] },
    );
    const { attempt: graded } = await learner.learning.submitAttempt({ attemptId: attempt?.id, answers });
    expect(graded?.answers.map(({ points }) => Math.round(points * 100) / 100).sort()).toEqual([2.67, 4]);
    const { questions } = await mentor.analytics.listQuestionStatistics({ courseId });
    expect(questions.map(({ answerCount, rightShare }) => [answerCount, rightShare])).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });
});
