import type { Assignment, Criterion } from "../content.ts";

type Violations = Record<string, string>;

/** In what an assignment contradicts itself, by the path of the field; nothing where it can be handed in and graded. */
export function assignmentViolations(assignment: Assignment, path: string): Violations {
  const { title, instructions, points, textAnswer, maxFiles, rubric, peerReviews } = assignment;
  return {
    ...(title.trim() === "" && { [`${path}.title`]: "must not be blank" }),
    ...(instructions.trim() === "" && { [`${path}.instructions`]: "must not be blank" }),
    ...(!(points > 0 && Number.isFinite(points)) && { [`${path}.points`]: "must be more than zero" }),
    ...(!textAnswer && maxFiles === 0 && { [`${path}.text_answer`]: "must be asked for where no files are" }),
    ...(peerReviews > 0 && rubric.length === 0 && { [`${path}.rubric`]: "must be given where peers review" }),
    ...repeated(rubric, `${path}.rubric`),
    ...Object.assign({}, ...rubric.map((criterion, at) => levelViolations(criterion, `${path}.rubric[${at}]`))),
  };
}

function levelViolations({ title, levels }: Criterion, path: string): Violations {
  const worth = levels.some(({ points }) => points > 0);
  return {
    ...(title.trim() === "" && { [`${path}.title`]: "must not be blank" }),
    ...(levels.length < 2 && { [`${path}.levels`]: "must hold 2 or more" }),
    ...(levels.length >= 2 && !worth && { [`${path}.levels`]: "must hold one that is worth more than zero" }),
    ...repeated(levels, `${path}.levels`),
  };
}

function repeated(list: readonly { id: string }[], path: string): Violations {
  const seen = new Set<string>();
  const violations: Violations = {};
  for (const [index, { id }] of list.entries()) {
    if (seen.has(id)) violations[`${path}[${index}].id`] = "is the id of another one as well";
    seen.add(id);
  }
  return violations;
}
