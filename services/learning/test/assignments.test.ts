import { SubmissionState } from "@platform/grpc/platform/learning/v1/assignment.ts";
import { SubmissionGraded } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { uuid7 } from "@platform/kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignment, homework, openSchool, type Person, type School, single, text, writeCourse } from "./school.ts";

let school: School;
let mentor: Person;
beforeAll(async () => {
  school = await openSchool();
  mentor = await school.mentor();
});
afterAll(() => school?.stop());

const refusal = (reason: string) => ({ reason });
const day = 24 * 3600_000;
const policy = {
  passScore: 0.6,
  requireAllBlocks: false,
  categories: [{ name: "Homework", weight: 1, dropLowest: 0 }],
};
const level = (id: string, points: number) => ({ id, title: id, points });
const rubric = [
  { id: "style", title: "Style", levels: [level("poor", 0), level("good", 2)] },
  { id: "facts", title: "Facts", levels: [level("poor", 0), level("some", 1), level("good", 3)] },
];
const marks = (style: string, facts: string) => [
  { criterionId: "style", levelId: style },
  { criterionId: "facts", levelId: facts },
];

async function withAssignment(more: Parameters<typeof assignment>[0] = {}, beside = [text("Read.")]) {
  const course = await writeCourse(mentor, {
    policy,
    lessons: [{ title: "Essay", blocks: [...beside, assignment(more)], grading: homework }],
  });
  const blockId = course.blockIds[0]?.at(-1) ?? "";
  return { ...course, place: { courseId: course.courseId, lessonId: course.lesson(0), blockId } };
}

type Place = Awaited<ReturnType<typeof withAssignment>>["place"];

async function learnerOf({ courseId }: Place, name?: string) {
  const learner = await school.person(name ? { name } : {});
  await learner.learning.enrol({ courseId });
  return learner;
}

async function handedIn(place: Place, words = "My work", name?: string) {
  const learner = await learnerOf(place, name);
  await learner.assignments.saveSubmissionText({ ...place, text: words });
  await learner.assignments.handInSubmission(place);
  return learner;
}

const send = async (learner: Person, place: Place, name: string, body: string | Uint8Array = "bytes") =>
  learner.assignments.addSubmissionFile({
    ...place,
    name,
    uploadKey: await school.upload(learner, body, "application/octet-stream"),
  });

describe("an assignment that is written", () => {
  it("is refused where it asks for nothing, or its rubric cannot grade", async () => {
    const { courseId, lesson, revision } = await withAssignment();
    const save = (more: Parameters<typeof assignment>[0]) =>
      mentor.authoring.updateLesson({ courseId, lessonId: lesson(0), revision, blocks: [assignment(more)] });
    const at = (path: string) => ({ fields: { [`blocks[0].assignment.${path}`]: expect.any(String) } });
    await expect(save({ textAnswer: false, maxFiles: 0 })).rejects.toMatchObject(at("text_answer"));
    await expect(save({ title: " " })).rejects.toMatchObject(at("title"));
    await expect(save({ peerReviews: 2 })).rejects.toMatchObject(at("rubric"));
    const worthless = [{ id: "a", title: "A", levels: [level("x", 0), level("y", 0)] }];
    await expect(save({ rubric: worthless })).rejects.toMatchObject(at("rubric[0].levels"));
    const twice = [...rubric, ...rubric];
    await expect(save({ rubric: twice })).rejects.toMatchObject(at("rubric[2].id"));
    await expect(save({ maxFileMebibytes: 33 })).rejects.toMatchObject(refusal("REQUEST_INVALID"));
  });

  it("is read by learners, with what is worth a point where nothing was said", async () => {
    const { place } = await withAssignment({ points: 0, fileTypes: ["pdf"], rubric });
    const learner = await learnerOf(place);
    const { blocks } = await learner.learning.getLesson(place);
    expect(blocks.at(-1)?.content).toMatchObject({
      $case: "assignment",
      value: { points: 1, maxFileMebibytes: 32, fileTypes: ["pdf"], rubric },
    });
  });
});

describe("a submission", () => {
  it("is a draft until it is handed in, and what graders see stays until it is handed in again", async () => {
    const { place } = await withAssignment();
    const learner = await learnerOf(place, "Анна");
    const { submission: none } = await learner.assignments.getSubmission(place);
    expect(none).toMatchObject({ id: "", state: SubmissionState.DRAFT, open: true });
    await expect(learner.assignments.handInSubmission(place)).rejects.toMatchObject(refusal("SUBMISSION_EMPTY"));
    await learner.assignments.saveSubmissionText({ ...place, text: "First" });
    expect((await mentor.grading.listHandedIn({ courseId: place.courseId })).submissions).toEqual([]);

    const first = await learner.assignments.handInSubmission(place);
    expect(first.submission).toMatchObject({ state: SubmissionState.HANDED_IN, work: { text: "First" }, late: false });
    expect(first.progress?.lessons).toMatchObject([{ doneBlocks: 1, blocks: 2, score: 0 }]);
    const { submissions } = await mentor.grading.listHandedIn({ courseId: place.courseId });
    expect(submissions).toMatchObject([{ name: "Анна", accountId: learner.id, title: "Essay", lessonTitle: "Essay" }]);
    const of = { courseId: place.courseId, submissionId: submissions[0]?.submissionId ?? "" };

    await learner.assignments.saveSubmissionText({ ...place, text: "Second" });
    expect((await mentor.grading.getHandedIn(of)).work?.text).toBe("First");
    const again = await learner.assignments.handInSubmission(place);
    expect(again.submission).toMatchObject({ work: { text: "Second" }, draft: undefined });
    expect((await mentor.grading.getHandedIn(of)).work?.text).toBe("Second");
    const repeated = await learner.assignments.handInSubmission(place);
    expect(repeated.submission?.handInTime).toEqual(again.submission?.handInTime);
  });

  it("holds files as the assignment takes them, and none of anybody else", async () => {
    const { place } = await withAssignment({ fileTypes: ["pdf", "txt"], maxFileMebibytes: 1 });
    const learner = await learnerOf(place);
    await expect(send(learner, place, "code.exe")).rejects.toMatchObject(refusal("FILE_TYPE_REFUSED"));
    const large = new Uint8Array((1 << 20) + 1);
    await expect(send(learner, place, "a.pdf", large)).rejects.toMatchObject(refusal("FILE_TOO_LARGE"));
    await expect(
      learner.assignments.addSubmissionFile({
        ...place,
        name: "a.pdf",
        uploadKey: await school.upload(mentor, "theirs", "text/plain"),
      }),
    ).rejects.toMatchObject(refusal("UPLOAD_NOT_FOUND"));
    await expect(send(learner, place, "../a.pdf")).rejects.toMatchObject(refusal("REQUEST_INVALID"));
    await send(learner, place, "a.PDF", "one");
    const { submission } = await send(learner, place, "b.txt", "two");
    expect(submission?.draft?.files.map(({ name, size }) => [name, size])).toEqual([
      ["a.PDF", 3],
      ["b.txt", 3],
    ]);
    await expect(send(learner, place, "c.txt")).rejects.toMatchObject(refusal("FILES_TOO_MANY"));
    const [first, second] = submission?.draft?.files ?? [];
    const { download, bytes } = await school.download(first?.url ?? "");
    expect([download, bytes.toString()]).toEqual(["a.PDF", "one"]);
    await learner.assignments.removeSubmissionFile({ ...place, fileId: second?.id });
    const { submission: left } = await learner.assignments.handInSubmission(place);
    expect(left?.work?.files.map(({ name }) => name)).toEqual(["a.PDF"]);
  });

  it("is closed by its due time once it was handed in; the first is taken late", async () => {
    const { place } = await withAssignment({ dueTime: new Date(Date.now() + day) });
    const [punctual, tardy] = [await handedIn(place), await learnerOf(place)];
    school.platform.advance(2 * day);
    const [again, late] = [await school.again(punctual), await school.again(tardy)];
    const more = again.assignments.saveSubmissionText({ ...place, text: "More" });
    await expect(more).rejects.toMatchObject(refusal("SUBMISSION_CLOSED"));
    expect((await again.assignments.getSubmission(place)).submission).toMatchObject({ open: false, late: false });
    await late.assignments.saveSubmissionText({ ...place, text: "Sorry" });
    const { submission } = await late.assignments.handInSubmission(place);
    expect(submission).toMatchObject({ late: true, open: false });
    mentor = await school.person({ id: mentor.id, roles: ["USER", "MENTOR"] });
  });

  it("is not there for a block that is no assignment, nor for who is not in the course", async () => {
    const { place, blockIds } = await withAssignment();
    const learner = await learnerOf(place);
    const read = { ...place, blockId: blockIds[0]?.[0] ?? "" };
    await expect(learner.assignments.getSubmission(read)).rejects.toMatchObject(refusal("ASSIGNMENT_NOT_FOUND"));
    const stranger = await school.person();
    await expect(stranger.assignments.getSubmission(place)).rejects.toMatchObject(refusal("NOT_ENROLLED"));
    const write = stranger.assignments.saveSubmissionText({ ...place, text: "x" });
    await expect(write).rejects.toMatchObject(refusal("NOT_ENROLLED"));
  });
});

describe("grading", () => {
  it("by the rubric returns the work with its marks, counts in the course, and is told", async () => {
    const { place } = await withAssignment({ rubric, points: 3 }, [single()]);
    const learner = await handedIn(place);
    const { attempt } = await learner.learning.startAttempt(place);
    const answers = [{ blockId: attempt?.questions[0]?.id, choiceIds: ["right"] }];
    const tried = await learner.learning.submitAttempt({ attemptId: attempt?.id, answers });
    expect(tried.progress).toMatchObject({ grade: 0.25, passed: false });
    expect(tried.certificateId).toBe("");

    const { submissions, waitingCount } = await mentor.grading.listHandedIn({ courseId: place.courseId });
    expect(waitingCount).toBe(1);
    const of = { courseId: place.courseId, submissionId: submissions[0]?.submissionId ?? "" };
    const { head, assignment: asked } = await mentor.grading.getHandedIn(of);
    expect(asked?.rubric).toMatchObject(rubric);
    const grade = { ...of, handInTime: head?.handInTime, comment: "Well done" };
    await expect(mentor.grading.gradeSubmission(grade)).rejects.toMatchObject({
      fields: { marks: expect.any(String) },
    });
    const wrong = { ...grade, marks: marks("good", "none") };
    await expect(mentor.grading.gradeSubmission(wrong)).rejects.toMatchObject(refusal("REQUEST_INVALID"));
    const graded = await mentor.grading.gradeSubmission({ ...grade, marks: marks("good", "some") });
    expect(graded.grade).toMatchObject({ score: 0.6, fromPeers: false });
    expect(graded.grade?.points).toBeCloseTo(1.8);

    const { submission } = await learner.assignments.getSubmission(place);
    expect(submission).toMatchObject({
      state: SubmissionState.GRADED,
      open: false,
      grade: { score: 0.6, marks: marks("good", "some"), comment: "Well done" },
      rubric,
    });
    const told = await school.platform.announced(SubmissionGraded, learner.id);
    expect(told).toMatchObject({ assignmentTitle: "Essay", courseTitle: "Algebra", score: 0.6 });
    const { courses } = await learner.learning.listEnrolments({});
    expect(courses[0]?.enrolment?.progress).toMatchObject({ passed: true });
    expect(courses[0]?.enrolment?.progress?.grade).toBeCloseTo(0.25 + 0.75 * 0.6);
    expect(courses[0]?.enrolment?.certificateId).not.toBe("");
    const closed = learner.assignments.saveSubmissionText({ ...place, text: "More" });
    await expect(closed).rejects.toMatchObject(refusal("SUBMISSION_CLOSED"));
    expect((await mentor.grading.listHandedIn({ courseId: place.courseId })).waitingCount).toBe(0);
  });

  it("by points takes no more of them than there are, and may be done anew", async () => {
    const { place } = await withAssignment();
    const learner = await handedIn(place);
    const { submissions } = await mentor.grading.listHandedIn({ courseId: place.courseId });
    const [one] = submissions;
    const grade = { courseId: place.courseId, submissionId: one?.submissionId, handInTime: one?.handInTime };
    const tooMuch = mentor.grading.gradeSubmission({ ...grade, points: 10.5 });
    await expect(tooMuch).rejects.toMatchObject({ fields: { points: expect.any(String) } });
    await mentor.grading.gradeSubmission({ ...grade, points: 4 });
    const { grade: second } = await mentor.grading.gradeSubmission({ ...grade, points: 9 });
    expect(second).toMatchObject({ score: 0.9, points: 9 });
    expect((await learner.assignments.getSubmission(place)).submission?.grade?.points).toBe(9);
  });

  it("refuses what was replaced meanwhile", async () => {
    const { place } = await withAssignment();
    const learner = await handedIn(place);
    const { submissions } = await mentor.grading.listHandedIn({ courseId: place.courseId });
    await learner.assignments.saveSubmissionText({ ...place, text: "Newer" });
    await learner.assignments.handInSubmission(place);
    const [one] = submissions;
    const grade = { courseId: place.courseId, submissionId: one?.submissionId, handInTime: one?.handInTime, points: 1 };
    await expect(mentor.grading.gradeSubmission(grade)).rejects.toMatchObject(refusal("SUBMISSION_CHANGED"));
  });

  it("has a queue with the longest waiting first, in pages, by state and by assignment", async () => {
    const { place } = await withAssignment();
    const names = ["Один", "Два", "Три"];
    for (const name of names) await handedIn(place, name, name);
    const { courseId } = place;
    const first = await mentor.grading.listHandedIn({ courseId, pageSize: 2 });
    expect(first.submissions.map(({ name }) => name)).toEqual(["Один", "Два"]);
    expect(first.assignments).toEqual([{ blockId: place.blockId, title: "Essay" }]);
    const second = await mentor.grading.listHandedIn({ courseId, pageSize: 2, pageToken: first.nextPageToken });
    expect(second).toMatchObject({ submissions: [{ name: "Три" }], nextPageToken: "", waitingCount: 3 });
    const [one, two] = first.submissions;
    const of = { courseId, submissionId: one?.submissionId };
    expect((await mentor.grading.getHandedIn(of)).nextSubmissionId).toBe(two?.submissionId);
    await mentor.grading.gradeSubmission({ ...of, handInTime: one?.handInTime, points: 1 });
    const named = async (state: SubmissionState, blockId = "") =>
      (await mentor.grading.listHandedIn({ courseId, state, blockId })).submissions.map(({ name }) => name);
    expect(await named(SubmissionState.GRADED)).toEqual(["Один"]);
    expect(await named(SubmissionState.HANDED_IN, place.blockId)).toEqual(["Два", "Три"]);
    expect(await named(SubmissionState.DRAFT)).toEqual([]);
    expect(await named(SubmissionState.UNSPECIFIED, uuid7())).toEqual([]);
  });

  it("is not there for other mentors, and not for learners", async () => {
    const { place } = await withAssignment();
    const learner = await handedIn(place);
    const { submissions } = await mentor.grading.listHandedIn({ courseId: place.courseId });
    const of = { courseId: place.courseId, submissionId: submissions[0]?.submissionId };
    const other = await school.mentor();
    const { courseId: elsewhere } = await writeCourse(other);
    const calls = [
      (who: Person) => who.grading.listHandedIn(of),
      (who: Person) => who.grading.getHandedIn(of),
      (who: Person) => who.grading.gradeSubmission({ ...of, handInTime: submissions[0]?.handInTime }),
    ];
    for (const call of calls) {
      await expect(call(other)).rejects.toMatchObject(refusal("COURSE_NOT_FOUND"));
      await expect(call(learner)).rejects.toMatchObject(refusal("ACCESS_DENIED"));
    }
    const through = other.grading.getHandedIn({ ...of, courseId: elsewhere });
    await expect(through).rejects.toMatchObject(refusal("SUBMISSION_NOT_FOUND"));
  });
});

describe("peer review", () => {
  const rules = { rubric, peerReviews: 2 };

  async function reviewAll(place: Place, who: Person, give: ReturnType<typeof marks>, times = 2) {
    const seen: string[] = [];
    for (let at = 0; at < times; at++) {
      const { review } = await who.assignments.takePeerReview(place);
      if (!review) break;
      seen.push(review.work?.text ?? "");
      await who.assignments.submitPeerReview({ reviewId: review.id, marks: give, comment: "Seen" });
    }
    return seen;
  }

  it("gives each learner the works of others, evenly and without names, and grades by the median", async () => {
    const { place } = await withAssignment(rules);
    const learners = [];
    for (const name of ["Work A", "Work B", "Work C"]) learners.push(await handedIn(place, name, name));
    const [a, b, c] = learners as [Person, Person, Person];
    const seen = [await reviewAll(place, a, marks("good", "good")), await reviewAll(place, b, marks("good", "poor"))];
    expect(seen.map((works) => works.sort())).toEqual([
      ["Work B", "Work C"],
      ["Work A", "Work C"],
    ]);
    // C's work has both reviews, and C has done none yet.
    expect((await c.assignments.getSubmission(place)).submission).toMatchObject({
      state: SubmissionState.HANDED_IN,
      reviewsGiven: 0,
      reviewsOwed: 2,
      reviews: [],
      open: false,
    });
    expect((await reviewAll(place, c, marks("poor", "poor"))).sort()).toEqual(["Work A", "Work B"]);
    const grades = await Promise.all(learners.map((one) => one.assignments.getSubmission(place)));
    expect(grades.map(({ submission }) => submission?.grade?.score)).toEqual([0.2, 0.5, 0.7]);
    expect(grades[2]?.submission).toMatchObject({
      grade: { fromPeers: true, marks: [] },
      reviews: [{ score: 1, comment: "Seen", work: undefined }, { score: 0.4 }],
    });
    expect((await c.assignments.takePeerReview(place)).review).toBeUndefined();
    const told = await school.platform.announced(SubmissionGraded, c.id);
    expect(told.score).toBe(0.7);
  });

  it("spreads reviews evenly also when many take at once", async () => {
    const { place } = await withAssignment({ ...rules, peerReviews: 1 });
    const learners = [];
    for (let at = 0; at < 6; at++) learners.push(await handedIn(place, `Work ${at}`));
    const taken = await Promise.all(learners.map((one) => one.assignments.takePeerReview(place)));
    const works = taken.map(({ review }) => review?.work?.text ?? "");
    const counts = new Map<string, number>();
    for (const work of works) counts.set(work, (counts.get(work) ?? 0) + 1);
    expect(works.every((work, at) => work !== `Work ${at}` && work !== "")).toBe(true);
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(2);
    expect(counts.size).toBeGreaterThanOrEqual(5);
  });

  it("hides names of files, goes on with the review that is open, and closes the work that is looked at", async () => {
    const { place } = await withAssignment(rules);
    const author = await learnerOf(place);
    await send(author, place, "Иван Петров.pdf");
    await author.assignments.handInSubmission(place);
    const reviewer = await handedIn(place);
    const { review } = await reviewer.assignments.takePeerReview(place);
    expect(review).toMatchObject({ work: { files: [{ name: "file-1.pdf" }] }, rubric });
    expect((await school.download(review?.work?.files[0]?.url ?? "")).download).toBe("file-1.pdf");
    expect((await reviewer.assignments.takePeerReview(place)).review?.id).toBe(review?.id);
    const more = author.assignments.saveSubmissionText({ ...place, text: "More" });
    await expect(more).rejects.toMatchObject(refusal("SUBMISSION_CLOSED"));
    const short = reviewer.assignments.submitPeerReview({ reviewId: review?.id, marks: [] });
    await expect(short).rejects.toMatchObject(refusal("REQUEST_INVALID"));
    const theirs = author.assignments.submitPeerReview({ reviewId: review?.id, marks: marks("good", "good") });
    await expect(theirs).rejects.toMatchObject(refusal("REVIEW_NOT_FOUND"));
  });

  it("is for those who handed in, and may be overruled by a grader", async () => {
    const { place } = await withAssignment({ ...rules, peerReviews: 1 });
    const idle = await learnerOf(place);
    await expect(idle.assignments.takePeerReview(place)).rejects.toMatchObject(refusal("SUBMISSION_MISSING"));
    const [one, two] = [await handedIn(place, "1"), await handedIn(place, "2")];
    await reviewAll(place, one, marks("poor", "poor"));
    await reviewAll(place, two, marks("poor", "poor"));
    expect((await one.assignments.getSubmission(place)).submission?.grade?.score).toBe(0);
    const { submissions } = await mentor.grading.listHandedIn({ courseId: place.courseId });
    const theirs = submissions.find(({ accountId }) => accountId === one.id);
    expect(theirs).toMatchObject({ reviewCount: 1, state: SubmissionState.GRADED });
    const of = { courseId: place.courseId, submissionId: theirs?.submissionId };
    const { reviews, grade } = await mentor.grading.getHandedIn(of);
    expect([reviews.length, grade?.fromPeers]).toEqual([1, true]);
    await mentor.grading.gradeSubmission({ ...of, handInTime: theirs?.handInTime, marks: marks("good", "good") });
    const { submission } = await one.assignments.getSubmission(place);
    expect(submission?.grade).toMatchObject({ score: 1, fromPeers: false });
  });
});
