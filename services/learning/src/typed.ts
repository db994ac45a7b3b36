const minus = /[−‒–—﹣－]/g;
const power = /[·∙⋅×*x]10\^?([+-]?\d+)$/i;
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * The number that somebody typed: with a point or a comma, spaces between thousands, any of the signs that look like
 * a minus, and an exponent as `1.5e-3` or `1,5·10^-3`. Undefined where it is none.
 */
export function readNumber(typed: string): number | undefined {
  const tight = typed
    .replace(/[\s'’]/g, "")
    .replace(minus, "-")
    .replace(power, "e$1");
  const number = decimal.test(pointed(tight)) ? Number(pointed(tight)) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

// Where both signs stand, the last one parts the fraction, and the other one thousands: 1,234.5 or 1.234,5.
function pointed(tight: string): string {
  const comma = tight.lastIndexOf(",");
  const point = tight.lastIndexOf(".");
  if (comma < 0) return tight;
  if (point < 0) return tight.replace(",", ".");
  const [thousands, fraction] = comma > point ? [/\./g, ","] : [/,/g, "."];
  return tight.replace(thousands, "").replace(fraction, ".");
}

/** A text as answers are compared: without regard to case, to white space, to yo, and to how Unicode spells a letter. */
export function foldText(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll("ё", "е").replace(/\s+/g, " ").trim();
}
