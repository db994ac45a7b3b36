import { type Blob, type Blobs, type Ctx, playFileKey, uuid7 } from "@platform/kit";
import { contentTypeOf, type Source, withUpload } from "@platform/kit/archives";
import { lockAuthored } from "../courses.ts";
import { findScorm, invalid, type PackageContent, readPackage } from "../imports/scorm/package.ts";
import { insertPackage, type PackageFile, packageFolder, readPackages, type ScormPackage } from "./packages.ts";

const filesAtOnce = 4;

/** Adds a package that was sent to a course of the caller's. */
export async function addPackage(ctx: Ctx, courseId: string, fileName: string, upload: Blob): Promise<ScormPackage> {
  const place = { courseId, id: uuid7() };
  try {
    const { content, files } = await withUpload(upload.body, { signal: ctx.signal }, async (source) => {
      const manifest = await findScorm(source);
      if (!manifest) throw invalid("It holds no imsmanifest.xml of SCORM.");
      const content = readPackage(source, manifest);
      return { content, files: await storePackage(ctx.blobs, place, source, content) };
    });
    const { title, version, entries } = content;
    await ctx.tx(async (tx) => {
      await lockAuthored(tx, ctx.person, courseId);
      await insertPackage(tx, { ...place, title, version, entries, fileName, createTime: ctx.now() }, files);
    });
  } catch (error) {
    await dropPackage(ctx.blobs, place);
    throw error;
  }
  const [added] = await readPackages(ctx.db, courseId, [place.id]);
  if (!added) throw new Error("The package was not written");
  return added;
}

/** Stores the files of a package; `step` hears of each. */
export async function storePackage(
  blobs: Blobs,
  place: Pick<ScormPackage, "courseId" | "id">,
  source: Source,
  { files }: Pick<PackageContent, "files">,
  step: () => Promise<void> | void = () => undefined,
): Promise<PackageFile[]> {
  const folder = packageFolder(place);
  const waiting = [...files];
  const stored: PackageFile[] = [];
  // Most files are small, so that the way to the store is what takes the time.
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [path, from] = next;
      await blobs.put(playFileKey(folder, path), source.open(from), { contentType: contentTypeOf(path) });
      stored.push({ path, size: source.files.get(from)?.size ?? 0 });
      await step();
    }
  };
  await Promise.all(Array.from({ length: filesAtOnce }, work)).finally(() => waiting.splice(0));
  return stored;
}

async function dropPackage(blobs: Blobs, place: Pick<ScormPackage, "courseId" | "id">): Promise<void> {
  for await (const { key } of blobs.list(`${packageFolder(place)}/`)) await blobs.delete(key);
}
