import { isDeepStrictEqual } from "node:util";
import { parse, stringify } from "yaml";

/** Reads YAML as plain data; throws where it is none. Aliases are refused, since a few of them can stand for millions. */
export function fromYaml(text: string): unknown {
  return parse(text, { schema: "core", maxAliasCount: 0, prettyErrors: true });
}

/** Writes data as YAML that reads back the same; where pretty YAML would not, as JSON, which is YAML too. */
export function toYaml(data: Record<string, unknown>): string {
  const pretty = stringify(data, { lineWidth: 0 });
  try {
    if (isDeepStrictEqual(fromYaml(pretty), data)) return pretty;
  } catch {
    // It is written the other way.
  }
  const escaped = JSON.stringify(data, undefined, 2).replace(/[^\x20-\x7e\n\p{L}]/gu, (character) =>
    [...character].map((each) => each.split("").map(escapeUnit).join("")).join(""),
  );
  return `${escaped}\n`;
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
