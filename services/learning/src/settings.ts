import { isDeepStrictEqual } from "node:util";
import { refuse, type Tx } from "@platform/kit";
import { and, eq } from "drizzle-orm";
import { isSignature } from "./certificates/signature.ts";
import type { CourseSettings, GradingPolicy } from "./content.ts";
import type { Course } from "./courses.ts";
import { draftVersion, oneMoreChange } from "./drafts.ts";
import { checkPrerequisites } from "./prerequisites.ts";
import { assets, courses, lessons } from "./schema.ts";

/** The settings that somebody changes; the others stay. */
export type SettingsChange = Partial<CourseSettings & { prerequisiteIds: string[] }>;

/** Changes settings of a draft that is held by its author's transaction. */
export async function changeSettings(tx: Tx, course: Course, change: SettingsChange, now: Date): Promise<void> {
  const { prerequisiteIds = course.prerequisiteIds, ...rest } = change;
  const settings = { ...course.settings, ...rest };
  if (settings.title.trim() === "") throw refuse.invalid({ title: "must not be blank" });
  if (change.prerequisiteIds) await checkPrerequisites(tx, course.id, prerequisiteIds);
  if (change.certificate) await checkSignature(tx, course.id, change.certificate.signature);
  if (change.cover) await checkCover(tx, course.id, change.cover);
  if (change.grading) await checkPolicy(tx, course.id, change.grading);
  const same = isDeepStrictEqual({ settings, prerequisiteIds }, pick(course));
  if (same) return;
  await tx
    .update(courses)
    .set({ settings, prerequisiteIds, ...oneMoreChange, updateTime: now })
    .where(eq(courses.id, course.id));
}

function pick({ settings, prerequisiteIds }: Course) {
  return { settings, prerequisiteIds };
}

async function checkCover(tx: Tx, courseId: string, name: string): Promise<void> {
  const [cover] = await tx
    .select({ contentType: assets.contentType })
    .from(assets)
    .where(and(eq(assets.courseId, courseId), eq(assets.name, name)));
  if (!cover?.contentType.startsWith("image/")) throw refuse.invalid({ cover: "names no image of this course" });
}

async function checkSignature(tx: Tx, courseId: string, name: string): Promise<void> {
  if (name === "") return;
  const [asset] = await tx
    .select()
    .from(assets)
    .where(and(eq(assets.courseId, courseId), eq(assets.name, name)));
  if (!asset || !isSignature(asset)) {
    throw refuse.invalid({ "certificate.signature": "names no PNG, JPEG or WebP of at most 1 MB of this course" });
  }
}

async function checkPolicy(tx: Tx, courseId: string, { categories }: GradingPolicy): Promise<void> {
  const names = new Set<string>();
  for (const [index, { name }] of categories.entries()) {
    const field = `grading.categories[${index}].name`;
    if (name.trim() === "") throw refuse.invalid({ [field]: "must not be blank" });
    if (names.has(name)) throw refuse.invalid({ [field]: "is the name of another category as well" });
    names.add(name);
  }
  const graded = await tx
    .select({ title: lessons.title, grading: lessons.grading })
    .from(lessons)
    .where(and(eq(lessons.courseId, courseId), eq(lessons.version, draftVersion)));
  const orphan = graded.find(({ grading }) => grading.category !== "" && !names.has(grading.category));
  if (orphan) {
    const lacks = `lacks "${orphan.grading.category}", to which the lesson "${orphan.title}" belongs`;
    throw refuse.invalid({ "grading.categories": lacks });
  }
}
