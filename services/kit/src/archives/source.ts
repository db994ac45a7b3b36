import type { Readable } from "node:stream";
import { refuse } from "../refusal.ts";

/** A file of what was uploaded. */
export interface SourceFile {
  /** Its path in the source, with `/` between the parts; never a path on this machine. */
  path: string;
  /** Bytes. */
  size: number;
}

/** What was uploaded, unpacked and checked. */
export interface Source {
  /** By path, in the order in which they came. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Opens a file that `files` names. */
  open(path: string): Readable;
}

/** Reads a file of text whole; refuses one that is larger than `most` bytes or is not UTF-8. */
export async function readText(source: Source, path: string, most = 4 * 1024 * 1024): Promise<string> {
  const size = source.files.get(path)?.size ?? 0;
  if (size > most) throw refuse.invalid({ [path]: `is larger than ${most} bytes` }, "FILE_TOO_LARGE");
  const chunks: Buffer[] = [];
  for await (const chunk of source.open(path)) chunks.push(chunk as Buffer);
  try {
    // What no database keeps is written as Markdown and HTML would show it.
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)).replaceAll("\0", "\ufffd");
  } catch (cause) {
    throw Object.assign(refuse.invalid({ [path]: "is not UTF-8 text" }, "TEXT_UNREADABLE"), { cause });
  }
}
