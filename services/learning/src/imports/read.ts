import type { Source } from "@platform/kit/archives";
import type { Imported, Progress } from "./imported.ts";
import { importMarkdown } from "./markdown/course.ts";
import { importOlx } from "./olx/course.ts";
import { findOlxRoot } from "./olx/tree.ts";

/** Reads a course from a source, whatever it was written for: that is found out by looking. */
export async function readSource(source: Source, fileName: string, progress: Progress): Promise<Imported> {
  const imported =
    findOlxRoot(source) === undefined
      ? await importMarkdown(source, fileName, progress)
      : await importOlx(source, progress);
  return { ...imported, content: storable(imported.content), report: storable(imported.report) };
}

/** Data whose texts hold nothing that a database refuses: escapes in JSON and YAML can write what UTF-8 cannot. */
function storable<T>(data: T): T {
  const mend = (value: unknown): unknown => {
    if (typeof value === "string") return value.replace(/\0|\p{Surrogate}/gu, "\ufffd");
    if (Array.isArray(value)) return value.map(mend);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mend(each)]));
  };
  return mend(data) as T;
}
