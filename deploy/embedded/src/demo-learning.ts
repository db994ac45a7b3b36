import { Readable } from "node:stream";
import type { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { AuthoringServiceDefinition } from "@platform/grpc/platform/learning/v1/authoring_service.ts";
import { CourseState, ShowAnswers } from "@platform/grpc/platform/learning/v1/course.ts";
import { EnrolmentServiceDefinition } from "@platform/grpc/platform/learning/v1/enrolment_service.ts";
import { type Path, PathState } from "@platform/grpc/platform/learning/v1/path.ts";
import { PathServiceDefinition } from "@platform/grpc/platform/learning/v1/path_service.ts";
import { type Client, type Host, uploadKey } from "@platform/kit";
import { decodeJwt } from "jose";
import type { DemoCourse, DemoPath } from "./demo-blocks.ts";
import { demoPaths } from "./demo-paths.ts";

/** Whose tokens the demo's courses are made with, and the language of the one who learns. */
interface People {
  admin: string;
  learner: string;
  language: Language;
}

/** Fills the demo's courses and paths, as their people would; what is there already is left as it is. */
export async function fillLearning(host: Host, { admin, learner, language }: People): Promise<void> {
  const as = { from: "", token: admin };
  const authoring = host.parts.peers.client(AuthoringServiceDefinition, as);
  const paths = host.parts.peers.client(PathServiceDefinition, as);
  const enrolment = host.parts.peers.client(EnrolmentServiceDefinition, { from: "", token: learner });
  const [{ courses }, { paths: laid }] = await Promise.all([
    authoring.listAuthoredCourses({ pageSize: 100 }),
    paths.listAuthoredPaths({ pageSize: 100 }),
  ]);
  const writer = new CourseWriter(host, authoring, decodeJwt(admin).sub ?? "");
  await Promise.all(
    demoPaths.map(async (path) => {
      const courseIds: string[] = [];
      for (const demo of path.courses) {
        const there = courses.find(({ title, state }) => title === demo.title && state === CourseState.PUBLISHED);
        courseIds.push(there?.id ?? (await writer.write(demo)));
      }
      const [first] = path.courses;
      if (first?.language === language) await enrolment.enrol({ courseId: courseIds[0] });
      await layPath(paths, path, courseIds, laid);
    }),
  );
}

/** Makes a path of courses of which each opens the next, or goes on with one that a start was cut short at. */
async function layPath(
  paths: Client<typeof PathServiceDefinition>,
  { title, summary, courses }: DemoPath,
  courseIds: readonly string[],
  laid: readonly Path[],
): Promise<void> {
  const known = laid.find((path) => path.title === title);
  if (known?.state === PathState.PUBLISHED) return;
  const language = courses[0]?.language;
  const path = known ?? (await paths.createPath({ title, language })).path;
  const steps = courseIds.map((courseId, at) => ({ courseId, afterIds: courseIds.slice(Math.max(0, at - 1), at) }));
  await paths.updatePath({ pathId: path?.id, revision: path?.revision, title, summary, language, steps });
  await paths.publishPath({ pathId: path?.id });
}

class CourseWriter {
  readonly #host: Host;
  readonly #authoring: Client<typeof AuthoringServiceDefinition>;
  readonly #authorId: string;

  constructor(host: Host, authoring: Client<typeof AuthoringServiceDefinition>, authorId: string) {
    this.#host = host;
    this.#authoring = authoring;
    this.#authorId = authorId;
  }

  /** Writes and publishes a course; answers with its id. */
  async write(demo: DemoCourse): Promise<string> {
    const { title, summary, language, skills, minutes, files = {} } = demo;
    const { course } = await this.#authoring.createCourse({ title, language });
    const courseId = course?.id ?? "";
    const categories = demo.modules.flatMap(({ lessons }) => lessons.flatMap((lesson) => lesson.category ?? []));
    await this.#authoring.updateCourse({
      courseId,
      updateMask: ["summary", "skills", "minutes", "grading"],
      summary,
      skills,
      minutes,
      grading: { passScore: 0.6, categories: categories.map((name) => ({ name, weight: 1, dropLowest: 0 })) },
    });
    for (const [name, body] of Object.entries(files)) await this.#addFile(courseId, name, body);
    const draft = await this.#authoring.getDraft({ courseId });
    const outline = await this.#authoring.updateOutline({ courseId, modules: demo.modules, revision: draft.revision });
    let { revision } = outline;
    const lessons = demo.modules.flatMap((module) => module.lessons);
    const heads = outline.modules.flatMap((module) => module.lessons);
    for (const [at, { blocks, category = "" }] of lessons.entries()) {
      const grading = { category, showAnswers: ShowAnswers.AFTER_ATTEMPT };
      const lessonId = heads[at]?.id ?? "";
      ({ revision } = await this.#authoring.updateLesson({ courseId, lessonId, blocks, grading, revision }));
    }
    await this.#authoring.publishCourse({ courseId });
    return courseId;
  }

  async #addFile(courseId: string, name: string, body: string): Promise<void> {
    const key = uploadKey(this.#authorId);
    await this.#host.parts.blobs.put(key, Readable.from([Buffer.from(body)]), { contentType: "image/svg+xml" });
    await this.#authoring.addAsset({ courseId, uploadKey: key, name });
  }
}
