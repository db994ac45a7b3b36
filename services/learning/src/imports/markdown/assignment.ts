import { assignmentViolations } from "../../assignments/rules.ts";
import type { Assignment, Criterion } from "../../content.ts";
import { clip } from "../clip.ts";
import { Fields } from "./fields.ts";

/** Reads the fields of an assignment's block; without one where it says what cannot be. */
export function readAssignment(fields: Fields): { assignment?: Assignment; problems: string[] } {
  const due = fields.text("due");
  const assignment: Assignment = {
    title: clip(fields.text("title"), 200),
    instructions: fields.text("instructions"),
    points: fields.number("points", 1),
    dueTime: due === "" ? null : due,
    dueDays: fields.number("due_days"),
    textAnswer: fields.flag("text"),
    maxFiles: fields.number("files"),
    maxFileMebibytes: fields.number("file_mebibytes", 32),
    fileTypes: fields.texts("file_types"),
    rubric: fields.list("rubric").map((item) => readCriterion(item, fields.problems)),
    peerReviews: fields.number("peer_reviews"),
  };
  const problems = [...fields.problems, ...outOfBounds(assignment)];
  for (const [path, message] of Object.entries(assignmentViolations(assignment, "assignment"))) {
    problems.push(`\`${path}\` ${message}`);
  }
  return problems.length > 0 ? { problems } : { assignment, problems };
}

function readCriterion(item: unknown, problems: string[]): Criterion {
  const fields = new Fields(item);
  const levels = fields.list("levels").map((level) => {
    const one = new Fields(level);
    const read = {
      id: one.text("id"),
      title: clip(one.text("title"), 200),
      description: clip(one.text("description"), 2000),
      points: one.number("points"),
    };
    problems.push(...one.problems);
    return read;
  });
  const criterion = {
    id: fields.text("id"),
    title: clip(fields.text("title"), 200),
    description: clip(fields.text("description"), 2000),
    levels,
  };
  problems.push(...fields.problems);
  return criterion;
}

// What the contract forbids before the rules are asked.
function outOfBounds(assignment: Assignment): string[] {
  const { dueTime, fileTypes, rubric } = assignment;
  const whole = (name: string, value: number, most: number) =>
    Number.isInteger(value) && value >= 0 && value <= most ? [] : [`\`${name}\` must be 0 to ${most}`];
  const ids = rubric.flatMap(({ id, levels }) => [id, ...levels.map((level) => level.id)]);
  const worth = rubric.flatMap(({ levels }) => levels.map(({ points }) => points));
  return [
    ...whole("due_days", assignment.dueDays, 3650),
    ...whole("files", assignment.maxFiles, 20),
    ...whole("file_mebibytes", assignment.maxFileMebibytes, 32),
    ...whole("peer_reviews", assignment.peerReviews, 10),
    ...(assignment.points <= 1000 ? [] : ["`points` must be at most 1000"]),
    ...(dueTime !== null && Number.isNaN(Date.parse(dueTime))
      ? ["`due` must be a time such as 2030-01-31T18:00:00Z"]
      : []),
    ...(fileTypes.length <= 20 && fileTypes.every((type) => /^[a-z0-9]{1,10}$/.test(type))
      ? []
      : ["`file_types` must be endings without a dot, such as pdf"]),
    ...(ids.every((id) => /^[A-Za-z0-9_-]{1,40}$/.test(id)) ? [] : ["each `id` of the rubric must be a short word"]),
    ...(worth.every((points) => points >= 0 && points <= 1000) ? [] : ["`points` of levels must be 0 to 1000"]),
    ...(rubric.length <= 20 && rubric.every(({ levels }) => levels.length <= 10) ? [] : ["the rubric is too long"]),
  ];
}
