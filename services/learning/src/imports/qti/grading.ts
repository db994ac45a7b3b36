import { type LessonGrading, practice } from "../../content.ts";
import type { Change } from "../report.ts";
import { descendants, elements, type XmlElement } from "../xml.ts";
import { numberOf } from "./declarations.ts";

const summing = new Set(["qti-set-outcome-value", "qti-sum", "qti-test-variables"]);

/** How the questions of a test are counted, with what could not be kept of that. */
export function readTestGrading(test: XmlElement): { grading: LessonGrading; changes: Change[] } {
  const changes: Change[] = [];
  const seconds = elements(test, "qti-time-limits").map(({ attributes }) => numberOf(attributes["max-time"]))[0] ?? 0;
  const parts = elements(test, "qti-test-part");
  const limited = parts.flatMap((part) => elements(part, "qti-time-limits")).length > 0;
  if (limited) {
    changes.push({ reason: "TIME_LIMIT_DROPPED", message: "A time limit of a part of the test was dropped." });
  }
  if (parts.some(({ attributes }) => attributes["navigation-mode"] === "linear")) {
    const message = "Its questions were to be answered one after the other; here they stand together.";
    changes.push({ reason: "NAVIGATION_DROPPED", message });
  }
  if (descendants(test, ({ name }) => name === "qti-test-feedback").length > 0) {
    changes.push({ reason: "FEEDBACK_DROPPED", message: "What was said about the whole test was dropped." });
  }
  const [outcomes] = elements(test, "qti-outcome-processing");
  if (outcomes && !descendants(outcomes, () => true).every(({ name }) => summing.has(name))) {
    const message = "Rules of its author's for the result of the test were dropped; points are added up.";
    changes.push({ reason: "OUTCOME_DROPPED", message });
  }
  const controls = descendants(test, ({ name }) => name === "qti-item-session-control").map(
    ({ attributes }) => attributes,
  );
  const tries = new Set(controls.flatMap((control) => numberOf(control["max-attempts"]) ?? []));
  const [attempts = 0] = tries;
  if (tries.size > 1) {
    const message = `Its items allowed different numbers of attempts (${[...tries].join(", ")}); the lesson allows them without end.`;
    changes.push({ reason: "ATTEMPTS_DIFFER", message });
  }
  const hidden = controls.length > 0 && controls.every((control) => control["show-solution"] === "false");
  return {
    grading: {
      ...practice,
      maxAttempts: tries.size > 1 ? 0 : Math.min(100, Math.max(0, Math.trunc(attempts))),
      minutes: Math.min(10_080, Math.max(0, Math.ceil(seconds / 60))),
      showAnswers: hidden ? "NEVER" : "AFTER_ATTEMPT",
    },
    changes,
  };
}
