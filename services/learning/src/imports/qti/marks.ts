// Signs for private use, of which texts are cleared before.
const [open, close] = ["\ue000", "\ue001"];
const gaps = new RegExp(`${open}g(\\d+)${close}`, "g");

/** Stands in HTML where it is cut. */
export const blockMark = `${open}b${close}`;

/** Stands in a text for its gap of that number. */
export function gapMark(index: number): string {
  return `${open}g${index}${close}`;
}

/** A text that holds no marks. */
export function withoutMarks(text: string): string {
  return text.replace(/[\ue000\ue001]/g, "");
}

/** Puts something in the place of each mark of a gap. */
export function fillGaps(text: string, fill: (index: number) => string): string {
  return text.replace(gaps, (_mark, index: string) => fill(Number(index)));
}

/** The gaps that are marked in a text. */
export function gapsOf(text: string): number[] {
  return [...text.matchAll(gaps)].map(([, index]) => Number(index));
}
