import type { Assignment, Criterion } from "../../content.ts";
import { clip } from "../clip.ts";
import { escapeMarkdown } from "../escape-markdown.ts";
import { readHtmlText } from "../html/read.ts";
import { letter } from "../questions/answers.ts";
import { assignmentOf } from "../questions/item.ts";
import type { Change } from "../report.ts";
import { descendants, elements, textOf, type XmlElement } from "../xml.ts";
import type { OlxNode } from "./outline.ts";
import type { LessonScope } from "./scope.ts";
import { isTrue, plainValue } from "./tree.ts";

/** Work to hand in, with what could not be kept of it. */
export interface ReadWork {
  assignment: Assignment;
  changes: Change[];
}

const pictures = ["gif", "jpg", "jpeg", "jfif", "png"];
const [mostFiles, mostReviews, mostPoints, mostCriteria, mostLevels] = [20, 10, 1000, 20, 10];
/** What Studio writes where nobody chose a date. */
const noDate = /^(2001|2029)-01-01T00:00(:00)?/;

/** Reads an open response: what it asks, what may be handed in, its rubric, and the reviews that learners give. */
export function readOpenResponse({ element, attributes }: OlxNode, scope: LessonScope): ReadWork {
  const changes: Change[] = [];
  const [rubric] = elements(element, "rubric");
  const title = childText(element, "title") || attributes.display_name || "";
  const instructions = readPrompts(element, rubric, attributes.prompts_type, scope, changes);
  const criteria = rubric ? readRubric(rubric, changes) : [];
  const worth = criteria.reduce((sum, { levels }) => sum + Math.max(...levels.map(({ points }) => points)), 0);
  const assignment = {
    ...assignmentOf(title, instructions || withoutWords(scope, changes), Math.min(worth || 1, mostPoints)),
    ...readHandIn(attributes),
    rubric: criteria,
    peerReviews: readSteps(element, criteria.length > 0, changes),
  };
  const due = plainValue(attributes.submission_due);
  if (due !== "" && !noDate.test(due) && !Number.isNaN(Date.parse(due))) {
    assignment.dueTime = new Date(due).toISOString();
  }
  const start = plainValue(attributes.submission_start);
  if (start !== "" && !noDate.test(start)) {
    changes.push({ reason: "START_DROPPED", message: "Its start date was dropped; what is published is open." });
  }
  if (isTrue(attributes.teams_enabled)) {
    changes.push({ reason: "TEAMS_DROPPED", message: "Teams were to hand in one work; here each learner does." });
  }
  if (Number(attributes.leaderboard_show) > 0) {
    changes.push({
      reason: "BEST_WORK_DROPPED",
      message: "The best works were to be shown to all; here they are not.",
    });
  }
  return { assignment, changes };
}

/** Reads work that staff grade from an uploaded file. What to hand in is said by the blocks around it. */
export function readStaffGraded({ attributes }: OlxNode, scope: LessonScope): ReadWork {
  const changes: Change[] = [];
  const title = plainValue(attributes.display_name) || (scope.language === "RU" ? "Задание" : "Assignment");
  const said = Number(plainValue(attributes.weight) || plainValue(attributes.points));
  const points = said > 0 && said <= mostPoints ? said : 1;
  const work = assignmentOf(title, withoutWords(scope, changes), points);
  return { assignment: { ...work, textAnswer: false, maxFiles: 1 }, changes };
}

function withoutWords({ language }: LessonScope, changes: Change[]): string {
  changes.push({ reason: "INSTRUCTIONS_ELSEWHERE", message: "It does not say itself what to hand in." });
  return language === "RU" ? "Что сдать, сказано в уроке." : "The lesson says what to hand in.";
}

function readPrompts(
  element: XmlElement,
  rubric: XmlElement | undefined,
  type: string | undefined,
  scope: LessonScope,
  changes: Change[],
): string {
  const prompts = elements(element, "prompts").flatMap((all) => elements(all, "prompt"));
  const single = [...elements(element, "prompt"), ...(rubric ? elements(rubric, "prompt") : [])];
  const texts = (prompts.length > 0 ? prompts : single).map((prompt) => {
    const words = (childText(prompt, "description") || textOf(prompt)).trim();
    if (type !== "html") return escapeMarkdown(words);
    const read = readHtmlText(words, scope.html);
    changes.push(...read.changes);
    return read.markdown;
  });
  return texts.filter(Boolean).join("\n\n");
}

function readHandIn(attributes: Record<string, string>): Partial<Assignment> {
  const text = plainValue(attributes.text_response ?? "required") !== "";
  const files = plainValue(attributes.file_upload_response) !== "" || isTrue(attributes.allow_file_upload);
  const listed = plainValue(attributes.white_listed_file_types)
    .split(",")
    .map((type) => type.trim().toLowerCase().replace(/^\./, ""));
  const kinds: Record<string, string[]> = { image: pictures, "pdf-and-image": ["pdf", ...pictures] };
  const types = plainValue(attributes.file_upload_type);
  const named = listed.filter((type) => /^[a-z0-9]{1,10}$/.test(type)).slice(0, 20);
  return {
    textAnswer: text || !files,
    ...(files && { maxFiles: attributes.allow_multiple_files === "False" ? 1 : mostFiles }),
    ...(files && { fileTypes: named.length > 0 ? named : (kinds[types] ?? []) }),
  };
}

function readRubric(rubric: XmlElement, changes: Change[]): Criterion[] {
  const criteria: Criterion[] = [];
  for (const criterion of elements(rubric, "criterion")) {
    const title = clip(childText(criterion, "label") || childText(criterion, "name"), 200);
    const levels = elements(criterion, "option").map((option, index) => ({
      id: letter(index),
      title: clip(childText(option, "label") || childText(option, "name"), 200),
      description: clip(childText(option, "explanation"), 2000),
      points: Number(option.attributes.points) || 0,
    }));
    const most = Math.max(0, ...levels.map(({ points }) => points));
    const fits = most > 0 && most <= mostPoints && levels.every(({ points }) => points >= 0);
    if (title === "" || !fits || levels.length < 2 || levels.length > mostLevels || criteria.length >= mostCriteria) {
      const message = `The criterion ${JSON.stringify(title)} gives no marks to choose from, and was left out.`;
      changes.push({ reason: "CRITERION_DROPPED", message });
      continue;
    }
    const description = clip(childText(criterion, "prompt"), 2000);
    criteria.push({ id: letter(criteria.length), title, description, levels });
  }
  if (elements(rubric, "feedbackprompt").length > 0) {
    const message = "What graders were asked to say in words was dropped; they may say what they like.";
    changes.push({ reason: "FEEDBACK_PROMPT_DROPPED", message });
  }
  return criteria;
}

/** How many works of others each learner reviews. */
function readSteps(element: XmlElement, marked: boolean, changes: Change[]): number {
  let reviews = 0;
  for (const { attributes } of descendants(element, ({ name }) => name === "assessment")) {
    if (attributes.name === "peer-assessment" && marked) {
      const wanted = Number(attributes.must_grade) || 1;
      reviews = Math.min(Math.max(1, Math.trunc(wanted)), mostReviews);
      if (Number(attributes.must_be_graded_by || wanted) !== reviews) {
        const message = `Each work is reviewed as often as its learner reviews others: ${reviews}.`;
        changes.push({ reason: "REVIEWS_CHANGED", message });
      }
    } else if (attributes.name !== "staff-assessment") {
      const message = steps[attributes.name ?? ""] ?? "A step of the assessment was dropped; staff grade the work.";
      changes.push({ reason: "ASSESSMENT_STEP_DROPPED", message });
    }
  }
  return reviews;
}

const steps: Record<string, string> = {
  "peer-assessment": "Peers cannot review it without a rubric; staff grade it.",
  "self-assessment": "Learners do not grade their own work here; staff do.",
  "student-training": "Learners do not practise on examples before they review.",
};

function childText(parent: XmlElement, name: string): string {
  const [child] = elements(parent, name);
  return child ? textOf(child).trim() : "";
}
