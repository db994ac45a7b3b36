import { fromYaml } from "./yaml.ts";

/** A file of Markdown, with what its head says. */
export interface FrontMatter {
  data: Record<string, unknown>;
  body: string;
  /** The line of the file in which the body begins, from one. */
  line: number;
  /** Why a head could not be read; it is part of the body then. */
  broken?: string;
}

const head = /^---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)?---[ \t]*(?:\r?\n|$)/;

/** Parts a file from the YAML between `---` at its head. */
export function splitFrontMatter(file: string): FrontMatter {
  const text = file.replace(/^\ufeff/, "");
  const found = head.exec(text);
  if (!found) return { data: {}, body: text, line: 1 };
  try {
    const data = fromYaml(`${found[1] ?? ""}\n`) ?? {};
    // A line of `---` may also be a rule between texts.
    if (typeof data !== "object" || Array.isArray(data)) return { data: {}, body: text, line: 1 };
    const line = found[0].split("\n").length;
    return { data: data as Record<string, unknown>, body: text.slice(found[0].length), line };
  } catch (error) {
    return {
      data: {},
      body: text,
      line: 1,
      broken: error instanceof Error ? (error.message.split("\n")[0] ?? "") : "",
    };
  }
}

/** Text without the blank lines at its ends; the spaces that its first line begins with mean something. */
export function withoutBlankEnds(text: string): string {
  return text.replace(/^(?:[ \t]*\r?\n)+/, "").replace(/\s+$/, "");
}
