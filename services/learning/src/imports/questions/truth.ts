import type { Choice } from "../../content.ts";

const truths = new Map([
  ["true", "true"],
  ["false", "false"],
  ["верно", "true"],
  ["неверно", "false"],
  ["правда", "true"],
  ["ложь", "false"],
]);

/** Which of two choices says true and which false; undefined where they say something else. */
export function truthOf(choices: readonly Choice[]): string[] | undefined {
  const said = choices.map(({ text }) => truths.get(text.trim().toLowerCase().replace(/\.$/, "")));
  return said.length === 2 && said.includes("true") && said.includes("false") ? (said as string[]) : undefined;
}
