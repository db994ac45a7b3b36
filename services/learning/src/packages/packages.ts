import { type Database, type Refusal, refuse, type Tx } from "@platform/kit";
import { and, asc, eq, inArray } from "drizzle-orm";
import { packageFiles, packages } from "../schema.ts";

/** A package of a course. */
export type ScormPackage = typeof packages.$inferSelect;

/** A file of a package. */
export interface PackageFile {
  path: string;
  size: number;
}

const rowsAtOnce = 2000;

/** Where the files of a package are among the blobs: under its course, with which they are removed. */
export function packageFolder({ courseId, id }: Pick<ScormPackage, "courseId" | "id">): string {
  return `courses/${courseId}/packages/${id}`;
}

export async function insertPackage(
  tx: Tx,
  scorm: Omit<ScormPackage, "fileCount" | "size">,
  files: readonly PackageFile[],
): Promise<void> {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  await tx.insert(packages).values({ ...scorm, fileCount: files.length, size });
  const place = { courseId: scorm.courseId, packageId: scorm.id };
  for (let at = 0; at < files.length; at += rowsAtOnce) {
    await tx.insert(packageFiles).values(files.slice(at, at + rowsAtOnce).map((file) => ({ ...file, ...place })));
  }
}

/** Those packages of a course that it has, in the order in which they were added. */
export async function readPackages(db: Database, courseId: string, ids: readonly string[]): Promise<ScormPackage[]> {
  if (ids.length === 0) return [];
  return db
    .select()
    .from(packages)
    .where(and(eq(packages.courseId, courseId), inArray(packages.id, [...new Set(ids)])))
    .orderBy(asc(packages.id));
}

/** All packages of a course. */
export function listPackages(db: Database, courseId: string): Promise<ScormPackage[]> {
  return db.select().from(packages).where(eq(packages.courseId, courseId)).orderBy(asc(packages.id));
}

/** The files of a package, by path. */
export function listPackageFiles(
  db: Database,
  { courseId, id }: Pick<ScormPackage, "courseId" | "id">,
): Promise<PackageFile[]> {
  return db
    .select({ path: packageFiles.path, size: packageFiles.size })
    .from(packageFiles)
    .where(and(eq(packageFiles.courseId, courseId), eq(packageFiles.packageId, id)))
    .orderBy(asc(packageFiles.path));
}

export function packageNotFound(): Refusal {
  return refuse.notFound("PACKAGE_NOT_FOUND", "There is no such package in this lesson.");
}
