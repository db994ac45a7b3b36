import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { AccountRegistered } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { AnalyticsServiceDefinition } from "@platform/grpc/platform/learning/v1/analytics_service.ts";
import { AssignmentServiceDefinition } from "@platform/grpc/platform/learning/v1/assignment_service.ts";
import { AuthoringServiceDefinition } from "@platform/grpc/platform/learning/v1/authoring_service.ts";
import { BankServiceDefinition } from "@platform/grpc/platform/learning/v1/bank_service.ts";
import { CalendarServiceDefinition } from "@platform/grpc/platform/learning/v1/calendar_service.ts";
import { CatalogueServiceDefinition } from "@platform/grpc/platform/learning/v1/catalogue_service.ts";
import { CertificateServiceDefinition } from "@platform/grpc/platform/learning/v1/certificate_service.ts";
import { CohortServiceDefinition } from "@platform/grpc/platform/learning/v1/cohort_service.ts";
import { QuestionKind, ShowAnswers } from "@platform/grpc/platform/learning/v1/course.ts";
import { DiscussionServiceDefinition } from "@platform/grpc/platform/learning/v1/discussion_service.ts";
import { EnrolmentServiceDefinition } from "@platform/grpc/platform/learning/v1/enrolment_service.ts";
import { GradingServiceDefinition } from "@platform/grpc/platform/learning/v1/grading_service.ts";
import { LeaderboardServiceDefinition } from "@platform/grpc/platform/learning/v1/leaderboard_service.ts";
import { PathServiceDefinition } from "@platform/grpc/platform/learning/v1/path_service.ts";
import { ScormServiceDefinition } from "@platform/grpc/platform/learning/v1/scorm_service.ts";
import { type RoleName, type Service, uploadKey } from "@platform/kit";
import { startTestPlatform, type TestPlatform } from "@platform/kit/testing";
import learning from "../src/main.ts";

process.env.PLATFORM_SECRET_KEYS ??= `test:${Buffer.alloc(32, 7).toString("base64")}`;

export type School = Awaited<ReturnType<typeof openSchool>>;
export type Person = Awaited<ReturnType<School["person"]>>;

/** Learning under test, with the people and the courses that tests need. */
export async function openSchool({
  tasksEverySecond = false,
  beside = [] as Service[],
  playUrl = undefined as null | undefined,
} = {}) {
  const tasks = learning.tasks?.map((task) => (tasksEverySecond ? { ...task, everySeconds: 1 } : task));
  const platform = await startTestPlatform([{ ...learning, tasks }, ...beside], {
    ...(playUrl === null && { playUrl }),
  });

  async function person({ id, name, roles }: { id?: string; name?: string; roles?: RoleName[] } = {}) {
    const as = await platform.as({ ...(id && { id }), ...(roles && { roles }) });
    if (name) await platform.announce(AccountRegistered, { accountId: as.id, name, language: Language.RU });
    return {
      ...as,
      catalogue: platform.client(CatalogueServiceDefinition, as),
      learning: platform.client(EnrolmentServiceDefinition, as),
      certificates: platform.client(CertificateServiceDefinition, as),
      authoring: platform.client(AuthoringServiceDefinition, as),
      banks: platform.client(BankServiceDefinition, as),
      assignments: platform.client(AssignmentServiceDefinition, as),
      discussion: platform.client(DiscussionServiceDefinition, as),
      cohorts: platform.client(CohortServiceDefinition, as),
      analytics: platform.client(AnalyticsServiceDefinition, as),
      calendar: platform.client(CalendarServiceDefinition, as),
      grading: platform.client(GradingServiceDefinition, as),
      leaderboard: platform.client(LeaderboardServiceDefinition, as),
      paths: platform.client(PathServiceDefinition, as),
      scorm: platform.client(ScormServiceDefinition, as),
    };
  }

  return {
    platform,
    person,
    mentor: (name?: string) => person({ roles: ["USER", "MENTOR"], ...(name && { name }) }),
    /** The same person with a token that holds after the clock was moved. */
    again: (who: { id: string }) => person({ id: who.id }),
    anonymous: {
      calendar: platform.client(CalendarServiceDefinition),
      catalogue: platform.client(CatalogueServiceDefinition),
      certificates: platform.client(CertificateServiceDefinition),
      paths: platform.client(PathServiceDefinition),
    },
    upload: (who: { id: string }, body: string | Uint8Array, contentType: string) =>
      upload(platform, who, body, contentType),
    /** The bytes that a signed path leads to. */
    async download(path: string) {
      const at = platform.host.parts.blobUrls.read(new URL(path, "http://localhost"));
      const blob = at && (await platform.host.parts.blobs.get(at.key));
      if (!blob) throw new Error(`${path} leads nowhere`);
      return { ...at, contentType: blob.contentType, bytes: await buffer(blob.body) };
    },
    stop: () => platform.stop(),
  };
}

async function upload(platform: TestPlatform, { id }: { id: string }, body: string | Uint8Array, contentType: string) {
  const key = uploadKey(id);
  await platform.host.parts.blobs.put(key, Readable.from([Buffer.from(body)]), { contentType });
  return key;
}

type BlockInput = Parameters<Person["authoring"]["updateLesson"]>[0]["blocks"];
export type Blocks = NonNullable<BlockInput>;
type Grading = Parameters<Person["authoring"]["updateLesson"]>[0]["grading"];
type Policy = Parameters<Person["authoring"]["updateCourse"]>[0]["grading"];

export interface LessonPlan {
  title: string;
  blocks: Blocks;
  grading?: Grading;
}

interface Plan {
  title?: string;
  summary?: string;
  language?: Language;
  skills?: string[];
  policy?: Policy;
  lessons?: LessonPlan[];
  publish?: boolean;
}

export const text = (markdown: string): Blocks[number] => ({ content: { $case: "text", value: { markdown } } });

type QuestionInput = Extract<Blocks[number]["content"], { $case: "question" }>["value"];

export const question = (value: QuestionInput): Blocks[number] => ({ content: { $case: "question", value } });

/** A question with one right choice of two, `right`. */
export const single = (prompt = "Which?", more: QuestionInput = {}): Blocks[number] =>
  question({
    kind: QuestionKind.SINGLE,
    prompt,
    choices: [
      { id: "right", text: "Right" },
      { id: "wrong", text: "Wrong" },
    ],
    key: { choiceIds: ["right"], explanation: "Because." },
    ...more,
  });

type AssignmentInput = Extract<Blocks[number]["content"], { $case: "assignment" }>["value"];

/** An assignment that takes a text and two files. */
export const assignment = (more: AssignmentInput = {}): Blocks[number] => ({
  content: {
    $case: "assignment",
    value: { title: "Essay", instructions: "Write.", points: 10, textAnswer: true, maxFiles: 2, ...more },
  },
});

export const homework = { category: "Homework", showAnswers: ShowAnswers.AFTER_ATTEMPT };

/** A course that its author wrote, lesson by lesson, through the contract alone. */
export async function writeCourse(author: Person, plan: Plan = {}) {
  const { title = "Algebra", language = Language.EN } = plan;
  const lessons: LessonPlan[] = plan.lessons ?? [{ title: "First", blocks: [text("Read.")] }];
  const { course } = await author.authoring.createCourse({ title, language });
  const courseId = course?.id ?? "";
  await author.authoring.updateCourse({
    courseId,
    updateMask: ["summary", "skills", ...(plan.policy ? ["grading"] : [])],
    summary: plan.summary ?? "",
    skills: plan.skills ?? [],
    grading: plan.policy,
  });
  const outline = await author.authoring.updateOutline({
    courseId,
    revision: 1,
    modules: [{ title: "Module", lessons: lessons.map((lesson) => ({ title: lesson.title })) }],
  });
  let { revision } = outline;
  const lessonIds = outline.modules.flatMap((module) => module.lessons.map(({ id }) => id));
  const blockIds: string[][] = [];
  for (const [index, { blocks, grading }] of lessons.entries()) {
    const lessonId = lessonIds[index] ?? "";
    const written = await author.authoring.updateLesson({ courseId, lessonId, blocks, grading, revision });
    revision = written.revision;
    blockIds.push(written.blocks.map(({ id }) => id));
  }
  if (plan.publish !== false) await author.authoring.publishCourse({ courseId });
  return { courseId, lessonIds, blockIds, revision, lesson: (index: number) => lessonIds[index] ?? "" };
}
