import { parse, stringify } from "yaml";

/** What stands above a text, and the text behind it, byte for byte. */
export interface FrontMatter {
  data: Record<string, unknown>;
  body: string;
  /** Whether there was a head that is no YAML; it is part of the text then. */
  broken: boolean;
}

const fence = /^---\r?\n([\s\S]*?)(?:\r?\n)?---[ \t]*(?:\r?\n|$)/;

/** Parts a file of Markdown. */
export function readFrontMatter(file: string): FrontMatter {
  const text = file.replace(/^\ufeff/, "");
  const match = fence.exec(text);
  if (!match) return { data: {}, body: text, broken: false };
  try {
    // Aliases are refused, since a few of them can stand for millions.
    const data: unknown = parse(match[1] ?? "", { schema: "core", maxAliasCount: 0 });
    const isMap = typeof data === "object" && data !== null && !Array.isArray(data);
    if (!isMap && data !== null) return { data: {}, body: text, broken: true };
    return { data: (data ?? {}) as Record<string, unknown>, body: text.slice(match[0].length), broken: false };
  } catch {
    return { data: {}, body: text, broken: true };
  }
}

/** Writes a file of Markdown that is read back as it was. */
export function writeFrontMatter(data: Record<string, unknown>, body: string): string {
  return `---\n${stringify(data, { lineWidth: 0, schema: "core" })}---\n${body}`;
}

/** A text of the head; undefined for none. */
export function textOf(data: Record<string, unknown>, name: string): string | undefined {
  const value = data[name];
  if (typeof value === "string") return value.trim() || undefined;
  return typeof value === "number" ? String(value) : undefined;
}

/** Texts of the head: a list, or one with commas. */
export function textsOf(data: Record<string, unknown>, name: string): string[] {
  const value = data[name];
  const list = Array.isArray(value) ? value : typeof value === "string" ? value.split(",") : [];
  return list
    .flatMap((item) => (typeof item === "string" || typeof item === "number" ? [String(item).trim()] : []))
    .filter(Boolean);
}
