import type { Cut } from "../policy.ts";
import type { Change } from "../report.ts";
import { descendants, elements, textOf, type XmlElement } from "../xml.ts";
import { numberOf } from "./declarations.ts";

/** So many times the points of a test, the most of them that there are, their fraction, or one. */
interface Amount {
  of: "POINTS" | "MOST" | "FRACTION" | "ONE";
  times: number;
}

const deepest = 16;
const dropped: Change = {
  reason: "OUTCOME_DROPPED",
  message: "Rules of its author's for the result of the test were dropped; points are added up.",
};

/** From which result a test is passed, as its outcomes say, with what could not be kept of them. */
export function readCut(test: XmlElement): { cut: Cut | undefined; changes: Change[] } {
  const outcomes = new OutcomeReader(test);
  const cut = outcomes.read();
  return { cut: cut ?? masteryOf(test), changes: outcomes.changes };
}

/** What an outcome is declared to be mastered from. */
function masteryOf(test: XmlElement): Cut | undefined {
  for (const { attributes } of elements(test, "qti-outcome-declaration")) {
    const mastery = numberOf(attributes["mastery-value"]);
    const most = numberOf(attributes["normal-maximum"]) ?? 0;
    if (mastery !== undefined) return most > 0 ? { fraction: mastery / most } : { points: mastery };
  }
  return undefined;
}

/** Reads the rules for the result of a test that add up points and compare them with a number. */
class OutcomeReader {
  readonly changes: Change[] = [];
  readonly #rules: XmlElement[];
  /** What says something about the test to those who passed, or did not. */
  readonly #told: ReadonlySet<string>;
  readonly #amounts = new Map<string, Amount>();
  readonly #cuts: { cut: Cut; strict: boolean }[] = [];
  #dropped = false;

  constructor(test: XmlElement) {
    this.#rules = elements(test, "qti-outcome-processing").flatMap((processing) => elements(processing));
    const feedback = descendants(test, ({ name }) => name === "qti-test-feedback");
    this.#told = new Set(feedback.map(({ attributes }) => attributes["outcome-identifier"] ?? ""));
  }

  read(): Cut | undefined {
    for (const rule of this.#rules) this.#rule(rule);
    if (this.#dropped) this.changes.push(dropped);
    const [lowest, ...others] = this.#cuts.sort((a, b) => heightOf(a.cut) - heightOf(b.cut));
    if (others.length > 0) {
      const message = "A test is passed or not here; the lowest of its marks passes it.";
      this.changes.push({ reason: "MARKS_DROPPED", message });
    }
    if (lowest?.strict) {
      const message = "It was passed above a result; here that result passes it too.";
      this.changes.push({ reason: "PASS_SCORE_REACHED", message });
    }
    return lowest?.cut;
  }

  #rule(rule: XmlElement): void {
    if (rule.name === "qti-set-outcome-value") {
      const [value] = elements(rule);
      const amount = value && this.#amount(value, 0);
      if (amount) this.#amounts.set(rule.attributes.identifier ?? "", amount);
      else if (!value || !this.#compare(value, [rule])) this.#dropped = true;
      return;
    }
    const branches = rule.name === "qti-outcome-condition" ? elements(rule) : [];
    if (branches.length === 0) this.#dropped = true;
    for (const branch of branches) {
      const [condition] = elements(branch);
      if (branch.name === "qti-outcome-else") continue;
      if (!condition || !this.#compare(condition, elements(branch, "qti-set-outcome-value"))) this.#dropped = true;
    }
  }

  /** Takes a comparison of points as what passes the test, where what it sets says that it does. */
  #compare(condition: XmlElement, sets: readonly XmlElement[]): boolean {
    const [left, right] = elements(condition).map((each) => this.#amount(each, 0));
    const passes = sets.some(({ attributes: { identifier = "" } }) => {
      return /pass|master|success/i.test(identifier) || this.#told.has(identifier);
    });
    if (!/^(qti-)?gte?$/.test(condition.name) || right?.of !== "ONE" || !left || !passes) return false;
    const value = right.times / left.times;
    const cut = left.of === "FRACTION" ? { fraction: value } : left.of === "POINTS" ? { points: value } : undefined;
    if (cut && Number.isFinite(value)) this.#cuts.push({ cut, strict: condition.name.endsWith("gt") });
    return cut !== undefined;
  }

  #amount(expression: XmlElement, depth: number): Amount | undefined {
    const { name, attributes } = expression;
    const part = attributes["include-category"] || attributes["exclude-category"] || attributes["section-identifier"];
    if (part || depth > deepest) return undefined;
    const inside = () => elements(expression).map((each) => this.#amount(each, depth + 1));
    // Operators of QTI 2 whose names are single words are MathML's too, and keep their names.
    switch (name.replace(/^qti-/, "")) {
      case "base-value":
        return { of: "ONE", times: numberOf(textOf(expression)) ?? Number.NaN };
      case "variable":
        return this.#amounts.get(attributes.identifier ?? "");
      case "outcome-maximum":
        return { of: "MOST", times: 1 };
      case "test-variables":
        return { of: /max/i.test(attributes["variable-identifier"] ?? "") ? "MOST" : "POINTS", times: 1 };
      case "sum":
        return sumOf(inside());
      case "product":
        return productOf(inside());
      case "divide":
        return ratioOf(inside());
      default:
        return undefined;
    }
  }
}

function sumOf(amounts: (Amount | undefined)[]): Amount | undefined {
  const [only, ...others] = amounts;
  return others.length === 0 ? only : undefined;
}

function productOf(amounts: (Amount | undefined)[]): Amount | undefined {
  const numbers = amounts.filter((amount) => amount?.of === "ONE");
  const [other = { of: "ONE", times: 1 } as const, ...more] = amounts.filter((amount) => amount?.of !== "ONE");
  if (more.length > 0) return undefined;
  return { of: other.of, times: numbers.reduce((product, number) => product * (number?.times ?? 1), other.times) };
}

function ratioOf([over, under]: (Amount | undefined)[]): Amount | undefined {
  if (!over || !under) return undefined;
  const times = over.times / under.times;
  if (under.of === "ONE") return { of: over.of, times };
  return over.of === "POINTS" && under.of === "MOST" ? { of: "FRACTION", times } : undefined;
}

function heightOf(cut: Cut): number {
  return "fraction" in cut ? cut.fraction : cut.points;
}
