import { type LessonGrading, practice } from "../../content.ts";
import type { Cut } from "../policy.ts";
import type { Change } from "../report.ts";
import { descendants, elements, type XmlElement } from "../xml.ts";
import { readCut } from "./cut.ts";
import { numberOf } from "./declarations.ts";

/** How a test counts, with what could not be kept of that. */
export interface TestGrading {
  /** Without its kind of work. */
  grading: LessonGrading;
  cut: Cut | undefined;
  changes: Change[];
}

/** Reads how a test counts. */
export function readTestGrading(test: XmlElement): TestGrading {
  const changes: Change[] = [];
  const parts = elements(test, "qti-test-part");
  const limits = parts.map(secondsOf);
  // The only part of a test is all of it.
  const seconds = secondsOf(test) ?? (limits.length === 1 ? limits[0] : undefined);
  if (limits.some((limit) => limit !== undefined && limit !== seconds)) {
    changes.push({ reason: "TIME_LIMIT_DROPPED", message: "A time limit of a part of the test was dropped." });
  }
  if (parts.some(({ attributes }) => attributes["navigation-mode"] === "linear")) {
    const message = "Its questions were to be answered one after the other; here they stand together.";
    changes.push({ reason: "NAVIGATION_DROPPED", message });
  }
  if (descendants(test, ({ name }) => name === "qti-test-feedback").length > 0) {
    changes.push({ reason: "FEEDBACK_DROPPED", message: "What was said about the whole test was dropped." });
  }
  const outcome = readCut(test);
  changes.push(...outcome.changes);
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
      minutes: Math.min(10_080, Math.max(0, Math.ceil((seconds ?? 0) / 60))),
      showAnswers: hidden ? "NEVER" : "AFTER_ATTEMPT",
    },
    cut: outcome.cut,
    changes,
  };
}

function secondsOf(element: XmlElement): number | undefined {
  return elements(element, "qti-time-limits").map(({ attributes }) => numberOf(attributes["max-time"]))[0];
}
