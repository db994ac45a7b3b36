/** What a numeric question accepts. */
export interface NumericKey {
  number: number;
  tolerance: number;
  /** Whether an end of a range was not to count, which here it does. */
  closed: boolean;
}

const plain = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** A number as authors write it: `12`, `-2.5e3`, `50%`, `1/3`; undefined for what must be computed. */
export function parseNumber(text: string): number | undefined {
  const value = text.trim().replace(/(?<=\d),(?=\d{3}(\D|$))/g, "");
  const [over, under, more] = value.split("/").map((part) => part.trim());
  if (more !== undefined || over === undefined) return undefined;
  if (under !== undefined) {
    const divided = plain.test(over) && plain.test(under) ? Number(over) / Number(under) : Number.NaN;
    return Number.isFinite(divided) ? divided : undefined;
  }
  const percent = over.endsWith("%");
  const digits = percent ? over.slice(0, -1).trim() : over;
  if (!plain.test(digits)) return undefined;
  const number = percent ? Number(digits) / 100 : Number(digits);
  return Number.isFinite(number) ? number : undefined;
}

/** The key of a numeric response: `answer` is a number or a range, `tolerance` a number or a percentage of it. */
export function readNumericKey(answer: string, tolerance: string | undefined): NumericKey | undefined {
  const range = /^\s*([[(])\s*([^,;]+)[,;]\s*([^\])]+)([\])])\s*$/.exec(answer);
  if (range) {
    const [low, high] = [parseNumber(range[2] as string), parseNumber(range[3] as string)];
    if (low === undefined || high === undefined || low > high) return undefined;
    const closed = range[1] === "(" || range[4] === ")";
    return { number: (low + high) / 2, tolerance: (high - low) / 2, closed };
  }
  const number = parseNumber(answer);
  if (number === undefined) return undefined;
  const allowed = readTolerance(tolerance?.trim() || standardTolerance, number);
  return allowed === undefined ? undefined : { number, tolerance: allowed, closed: false };
}

/** What Open edX allows where the author says nothing. */
const standardTolerance = "0.001%";

function readTolerance(text: string, number: number): number | undefined {
  const value = parseNumber(text.replace(/%$/, ""));
  if (value === undefined || value < 0) return undefined;
  return text.endsWith("%") ? (Math.abs(number) * value) / 100 : value;
}
