import { type Ctx, type Database, playFileKey } from "@platform/kit";
import { and, eq, lt, notExists, sql } from "drizzle-orm";
import { courses, lessons, packages } from "../schema.ts";
import { listPackageFiles, packageFolder, type ScormPackage } from "./packages.ts";

const keptMs = 7 * 24 * 3600_000;
const atOnce = 50;

/** Removes the packages that no draft and no published version plays, a week after they were added. */
export async function dropUnusedPackages(ctx: Ctx): Promise<void> {
  for (;;) {
    const unused = await findUnused(ctx.db, ctx.now());
    for (const each of unused) await drop(ctx, each);
    if (unused.length < atOnce) return;
  }
}

function findUnused(db: Database, now: Date): Promise<ScormPackage[]> {
  const old = lt(packages.createTime, new Date(now.getTime() - keptMs));
  return db
    .select()
    .from(packages)
    .where(and(old, isUnused(db)))
    .limit(atOnce);
}

function isUnused(db: Database) {
  const played = sql`${lessons.blocks} @> jsonb_build_array(jsonb_build_object('packageId', ${packages.id}))`;
  return notExists(
    db
      .select({ one: sql`1` })
      .from(lessons)
      .where(and(eq(lessons.courseId, packages.courseId), played)),
  );
}

async function drop(ctx: Ctx, scorm: ScormPackage): Promise<void> {
  const { courseId, id } = scorm;
  const files = await listPackageFiles(ctx.db, scorm);
  const gone = await ctx.tx(async (tx) => {
    // Whoever writes a lesson holds its course.
    await tx.select({ id: courses.id }).from(courses).where(eq(courses.id, courseId)).for("update");
    const own = and(eq(packages.courseId, courseId), eq(packages.id, id), isUnused(tx));
    return tx.delete(packages).where(own).returning({ id: packages.id });
  });
  if (gone.length === 0) return;
  const folder = packageFolder(scorm);
  for (const { path } of files) await ctx.blobs.delete(playFileKey(folder, path));
}
