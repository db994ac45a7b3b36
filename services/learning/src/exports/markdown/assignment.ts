import type { Assignment, Criterion } from "../../content.ts";

/** An assignment as the fields of its block; what is as nobody said is left out. */
export function assignmentFields(assignment: Assignment): Record<string, unknown> {
  const { title, instructions, points, dueTime, dueDays, textAnswer, rubric, peerReviews } = assignment;
  const { maxFiles, maxFileMebibytes, fileTypes } = assignment;
  return {
    title,
    instructions,
    ...(points !== 1 && { points }),
    ...(dueTime !== null && { due: dueTime }),
    ...(dueDays !== 0 && { due_days: dueDays }),
    ...(textAnswer && { text: true }),
    ...(maxFiles !== 0 && { files: maxFiles }),
    ...(maxFileMebibytes !== 32 && { file_mebibytes: maxFileMebibytes }),
    ...(fileTypes.length > 0 && { file_types: fileTypes }),
    ...(rubric.length > 0 && { rubric: rubric.map(criterionFields) }),
    ...(peerReviews !== 0 && { peer_reviews: peerReviews }),
  };
}

function criterionFields({ id, title, description, levels }: Criterion) {
  return {
    id,
    title,
    ...(description !== "" && { description }),
    levels: levels.map((level) => ({
      id: level.id,
      title: level.title,
      ...(level.description !== "" && { description: level.description }),
      points: level.points,
    })),
  };
}
