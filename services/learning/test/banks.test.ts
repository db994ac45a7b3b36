import { QuestionKind } from "@platform/grpc/platform/learning/v1/course.ts";
import { ImportOutcome } from "@platform/grpc/platform/learning/v1/import_service.ts";
import { uuid7 } from "@platform/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Blocks, openSchool, type Person, type School, single, writeCourse } from "./school.ts";

let school: School;
let mentor: Person;
let learner: Person;
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor();
  learner = await school.person();
});
afterAll(() => school?.stop());

const refusal = (reason: string) => ({ reason });
const question = (prompt: string, more = {}) => {
  const { content } = single(prompt, more);
  return content?.$case === "question" ? content.value : undefined;
};
const draw = (bankId: string, count: number, points = 0): Blocks[number] => ({
  content: { $case: "draw", value: { bankId, count, points } },
});

/** A course with a bank of so many questions, and no lesson that draws from it yet. */
async function withBank(size: number) {
  const course = await writeCourse(mentor, { publish: false });
  const { courseId } = course;
  const { bank } = await mentor.banks.createBank({ courseId, title: "Algebra" });
  const bankId = bank?.id ?? "";
  for (let at = 0; at < size; at++) {
    await mentor.banks.saveBankQuestion({ courseId, bankId, title: `q${at}`, question: question(`Question ${at}`) });
  }
  return { ...course, bankId, place: { courseId, bankId } };
}

async function publishLesson({ courseId, lesson, revision }: Awaited<ReturnType<typeof withBank>>, blocks: Blocks) {
  const saved = await mentor.authoring.updateLesson({ courseId, lessonId: lesson(0), blocks, revision });
  await mentor.authoring.publishCourse({ courseId });
  return { ...saved, lessonId: lesson(0) };
}

describe("a bank of questions", () => {
  it("is made, renamed, filled, read in its order, and emptied", async () => {
    const { courseId } = await writeCourse(mentor);
    expect(await mentor.banks.listBanks({ courseId })).toEqual({ banks: [] });
    const { bank } = await mentor.banks.createBank({ courseId, title: " Beta " });
    const place = { courseId, bankId: bank?.id };
    expect(bank).toMatchObject({ title: "Beta", questionCount: 0, lessonCount: 0 });
    const other = await mentor.banks.createBank({ courseId, title: "alpha" });
    const { banks } = await mentor.banks.listBanks({ courseId });
    expect(banks.map(({ title }) => title)).toEqual(["alpha", "Beta"]);

    const ids = [];
    for (const prompt of ["One?", "Two?", "Three?"]) {
      const { question: kept } = await mentor.banks.saveBankQuestion({
        ...place,
        title: prompt,
        question: question(prompt),
      });
      ids.push(kept?.id ?? "");
    }
    await mentor.banks.saveBankQuestion({ ...place, questionId: ids[1], title: "2", question: question("Second?") });
    const first = await mentor.banks.listBankQuestions({ ...place, pageSize: 2 });
    expect(first.questions.map(({ title, question: asked }) => [title, asked?.prompt, asked?.key?.choiceIds])).toEqual([
      ["One?", "One?", ["right"]],
      ["2", "Second?", ["right"]],
    ]);
    const second = await mentor.banks.listBankQuestions({ ...place, pageSize: 2, pageToken: first.nextPageToken });
    expect(second.questions.map(({ id }) => id)).toEqual([ids[2]]);
    expect(second.nextPageToken).toBe("");

    const removed = await mentor.banks.removeBankQuestions({ ...place, questionIds: [ids[0] ?? "", uuid7()] });
    expect(removed.bank).toMatchObject({ questionCount: 2 });
    const renamed = await mentor.banks.updateBank({ ...place, title: "Gamma" });
    expect(renamed.bank).toMatchObject({ title: "Gamma", questionCount: 2 });
    await mentor.banks.deleteBank({ courseId, bankId: other.bank?.id });
    expect((await mentor.banks.listBanks({ courseId })).banks.map(({ title }) => title)).toEqual(["Gamma"]);
  });

  it("refuses a question that contradicts itself, and one that it does not have", async () => {
    const { place } = await withBank(0);
    const wrong = { ...place, question: question("Which?", { key: { choiceIds: ["none"] } }) };
    await expect(mentor.banks.saveBankQuestion(wrong)).rejects.toMatchObject(refusal("REQUEST_INVALID"));
    const unknown = { ...place, questionId: uuid7(), question: question("Which?") };
    await expect(mentor.banks.saveBankQuestion(unknown)).rejects.toMatchObject(refusal("QUESTION_NOT_FOUND"));
    const nowhere = { ...place, bankId: uuid7(), question: question("Which?") };
    await expect(mentor.banks.saveBankQuestion(nowhere)).rejects.toMatchObject(refusal("BANK_NOT_FOUND"));
  });

  it("is not there for other mentors, and not for learners", async () => {
    const { place } = await withBank(1);
    const other = await school.mentor();
    const calls = [
      (who: Person) => who.banks.listBanks(place),
      (who: Person) => who.banks.listBankQuestions(place),
      (who: Person) => who.banks.deleteBank(place),
      (who: Person) => who.banks.exportBankQuestions(place),
      (who: Person) => who.banks.saveBankQuestion({ ...place, question: question("x") }),
    ];
    for (const call of calls) {
      await expect(call(other)).rejects.toMatchObject(refusal("COURSE_NOT_FOUND"));
      await expect(call(learner)).rejects.toMatchObject(refusal("ACCESS_DENIED"));
    }
  });
});

describe("a lesson that draws from a bank", () => {
  it("asks each learner some of its questions, each once, for the points that it says", async () => {
    const bank = await withBank(6);
    const { lessonId, blocks } = await publishLesson(bank, [
      draw(bank.bankId, 2, 3),
      single("Own?"),
      draw(bank.bankId, 3),
    ]);
    const { courseId } = bank;
    await learner.learning.enrol({ courseId });
    const read = await learner.learning.getLesson({ courseId, lessonId });
    expect(read.blocks.map(({ content }) => content?.$case)).toEqual(["draw", "question", "draw"]);
    expect(read.blocks[0]?.content).toMatchObject({ value: { bankId: "", count: 2 } });

    const { attempt } = await learner.learning.startAttempt({ courseId, lessonId });
    const asked = attempt?.questions.map(({ id, content }) => ({
      id,
      ...(content?.$case === "question" && content.value),
    }));
    expect(asked?.map(({ points }) => points)).toEqual([3, 3, 1, 1, 1, 1]);
    expect(new Set(asked?.map(({ prompt }) => prompt)).size).toBe(6);
    expect(asked?.[2]?.prompt).toBe("Own?");

    const answers = attempt?.questions.map(({ id }, at) => ({ blockId: id, choiceIds: [at < 2 ? "right" : "wrong"] }));
    const result = await learner.learning.submitAttempt({ attemptId: attempt?.id, answers });
    expect(result.attempt?.score).toBeCloseTo(6 / 10);
    const after = await learner.learning.getLesson({ courseId, lessonId });
    expect(after.doneBlockIds.sort()).toEqual(blocks.map(({ id }) => id).sort());
  });

  it("asks others something else, and keeps what an attempt asks whatever becomes of the bank", async () => {
    const bank = await withBank(8);
    const { lessonId } = await publishLesson(bank, [draw(bank.bankId, 1)]);
    const { courseId } = bank;
    const prompts = new Set<string>();
    let last: { id?: string | undefined } = {};
    for (let tries = 0; tries < 40 && prompts.size < 2; tries++) {
      const who = await school.person();
      await who.learning.enrol({ courseId });
      const { attempt } = await who.learning.startAttempt({ courseId, lessonId });
      const [content] = attempt?.questions.map((block) => block.content) ?? [];
      if (content?.$case === "question") prompts.add(content.value.prompt);
      last = { id: attempt?.id };
      const again = await who.learning.startAttempt({ courseId, lessonId });
      expect(again.attempt?.questions).toEqual(attempt?.questions);
    }
    expect(prompts.size).toBe(2);
    expect(last.id).not.toBe("");
  });

  it("holds its bank, and wants as many questions as there are", async () => {
    const bank = await withBank(2);
    const { courseId, lesson, revision, place } = bank;
    const save = (block: Blocks[number]) =>
      mentor.authoring.updateLesson({ courseId, lessonId: lesson(0), blocks: [block], revision });
    await expect(save(draw(bank.bankId, 3))).rejects.toMatchObject({
      message: expect.stringContaining("more than the bank"),
    });
    await expect(save(draw(uuid7(), 1))).rejects.toMatchObject({ message: expect.stringContaining("names no bank") });
    await publishLesson(bank, [draw(bank.bankId, 2)]);
    await expect(mentor.banks.deleteBank(place)).rejects.toMatchObject(refusal("BANK_IN_USE"));
    expect((await mentor.banks.listBanks({ courseId })).banks).toMatchObject([{ lessonCount: 1 }]);
  });

  it("whose bank was emptied says that it has no questions", async () => {
    const bank = await withBank(1);
    const { lessonId } = await publishLesson(bank, [draw(bank.bankId, 1)]);
    const { questions } = await mentor.banks.listBankQuestions(bank.place);
    await mentor.banks.removeBankQuestions({ ...bank.place, questionIds: questions.map(({ id }) => id) });
    await learner.learning.enrol(bank.place);
    const start = learner.learning.startAttempt({ courseId: bank.courseId, lessonId });
    await expect(start).rejects.toMatchObject(refusal("NO_QUESTIONS"));
  });
});

describe("a bank from GIFT", () => {
  const send = async (place: { courseId: string; bankId: string }, file: string | Uint8Array) =>
    mentor.banks.importBankQuestions({ ...place, uploadKey: await school.upload(mentor, file, "text/plain") });

  it("takes every kind that the format has, and says what became of each piece", async () => {
    const { place } = await withBank(0);
    const { bank, report } = await send(
      place,
      [
        "// a comment\n$CATEGORY: top/Ботаника",
        "::Одно::Столица России? {=Москва#верно ~Тверь ~%50%Подмосковье}",
        "Дважды два {#4:0.1}",
        "[html]<b>Кто?</b><script>alert(1)</script> {~<i>a</i> =b}",
        "Много {~%50%раз ~%50%два ~%-100%три}",
        "Пары {=кот -> cat =пёс -> dog}",
        "Эссе {}",
        "Просто текст",
        "1 + 1 = 2? {T}",
        "Сломано {=a",
        "Последний {=да}",
      ].join("\n\n"),
    );
    expect(bank).toMatchObject({ questionCount: 7 });
    expect(report.map(({ source, outcome, reason }) => [source, ImportOutcome[outcome], reason])).toEqual([
      ["line 2", "LEFT_OUT", "CATEGORY_LEFT_OUT"],
      ["line 4", "CHANGED", "PARTIAL_CREDIT_DROPPED"],
      ["line 6", "TAKEN", ""],
      ["line 8", "CHANGED", "SCRIPT_DROPPED"],
      ["line 10", "TAKEN", ""],
      ["line 12", "TAKEN", ""],
      ["line 14", "LEFT_OUT", "ESSAY_UNSUPPORTED"],
      ["line 16", "LEFT_OUT", "NOT_A_QUESTION"],
      ["line 18", "TAKEN", ""],
      ["line 20", "LEFT_OUT", "GIFT_INVALID"],
      ["line 22", "TAKEN", ""],
    ]);
    const { questions } = await mentor.banks.listBankQuestions(place);
    expect(questions.map(({ question: asked }) => [asked?.kind, asked?.prompt])).toEqual([
      [QuestionKind.SINGLE, "Столица России?"],
      [QuestionKind.NUMERIC, "Дважды два"],
      [QuestionKind.SINGLE, "**Кто?**"],
      [QuestionKind.MULTIPLE, "Много"],
      [QuestionKind.MATCHING, "Пары"],
      [QuestionKind.TRUE_FALSE, "1 + 1 = 2?"],
      [QuestionKind.TEXT, "Последний"],
    ]);
    expect(questions[0]?.question?.key?.explanation).toBe("- Москва: верно");
  });

  it("goes out as a file that comes back the same", async () => {
    const { place, courseId } = await withBank(3);
    const { url, report } = await mentor.banks.exportBankQuestions(place);
    expect(report.every(({ outcome }) => outcome === ImportOutcome.TAKEN)).toBe(true);
    const { bytes } = await school.download(url);
    const { bank: other } = await mentor.banks.createBank({ courseId, title: "Copy" });
    await send({ courseId, bankId: other?.id ?? "" }, bytes);
    const prompts = async (bankId: string) =>
      (await mentor.banks.listBankQuestions({ courseId, bankId })).questions.map(({ title, question: asked }) => [
        title,
        asked?.prompt,
        asked?.choices.map((choice) => choice.text),
        asked?.key?.explanation,
      ]);
    expect(await prompts(other?.id ?? "")).toEqual(await prompts(place.bankId));
  });

  it("refuses what holds no question, is no text, or is too large", async () => {
    const { place } = await withBank(0);
    await expect(send(place, "just words")).rejects.toMatchObject(refusal("QUESTIONS_NOT_FOUND"));
    await expect(send(place, new Uint8Array([0xff, 0xfe, 0x00]))).rejects.toMatchObject(refusal("FILE_NOT_TEXT"));
    await expect(send(place, new Uint8Array(5 << 20))).rejects.toMatchObject(refusal("FILE_TOO_LARGE"));
    const strange = mentor.banks.importBankQuestions({ ...place, uploadKey: "uploads/none" });
    await expect(strange).rejects.toMatchObject(refusal("UPLOAD_NOT_FOUND"));
    const many = Array.from({ length: 5001 }, (_, at) => `q${at} {T}`).join("\n\n");
    await expect(send(place, many)).rejects.toMatchObject(refusal("BANK_FULL"));
  });
});
