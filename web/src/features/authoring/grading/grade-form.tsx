import { createClient } from "@connectrpc/connect";
import { Button, Group, NumberInput, Textarea, Title } from "@mantine/core";
import type { Assignment, Grade } from "@platform/connect/platform/learning/v1/assignment_pb.ts";
import { GradingService, type HandedIn } from "@platform/connect/platform/learning/v1/grading_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Chip } from "../../../components/chip.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { readAnew } from "../../../lib/query.ts";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";
import { useWords } from "../../../lib/words.ts";
import { type Marks, RubricForm, toMarks } from "../../learning/assignment/rubric-form.tsx";
import { useFacts } from "../../learning/facts.ts";
import { gradingWords } from "./words.ts";

const client = createClient(GradingService, transport);

/** Gives a grade by the rubric, or points where there is none, and a word to the learner. */
export function GradeForm({
  courseId,
  head: { submissionId, handInTime },
  assignment: { rubric, points: most },
  grade,
  onRead,
}: {
  courseId: string;
  head: HandedIn;
  assignment: Assignment;
  grade: Grade | undefined;
  onRead: () => void;
}) {
  const words = useWords(gradingWords);
  const { percent } = useFacts();
  const [marks, setMarks] = useState<Marks>(() =>
    Object.fromEntries((grade?.marks ?? []).map(({ criterionId, levelId }) => [criterionId, levelId])),
  );
  const [points, setPoints] = useState<number | string>(grade && rubric.length === 0 ? grade.points : "");
  const [comment, setComment] = useState(grade?.comment ?? "");
  const [tried, setTried] = useState(false);
  const given = typeof points === "number" && points >= 0 && points <= most;
  const complete = rubric.length > 0 ? rubric.every(({ id }) => marks[id]) : given;
  const give = useMutation({
    mutationFn: () =>
      client.gradeSubmission({
        courseId,
        submissionId,
        ...(handInTime && { handInTime }),
        marks: rubric.length > 0 ? toMarks(marks) : [],
        points: typeof points === "number" ? points : 0,
        comment,
      }),
    onSuccess: async () => {
      toast({ text: words("returned") });
      await readAnew(GradingService.method.getHandedIn, GradingService.method.listHandedIn);
    },
  });
  const changed = give.error && readFailure(give.error).reason === "SUBMISSION_CHANGED";
  return (
    <form
      className="card section"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (complete) give.mutate();
      }}
    >
      <Group gap="sm">
        <Title order={3}>{words(grade ? "gradeAnew" : "grade")}</Title>
        {grade && <Chip tone="good">{words("now", { percent: percent(grade.score) })}</Chip>}
      </Group>
      {rubric.length > 0 ? (
        <RubricForm
          rubric={rubric}
          marks={marks}
          wrong={tried && !complete ? words("mustMark") : undefined}
          onMarks={setMarks}
        />
      ) : (
        <NumberInput
          label={words("points", { most })}
          size="md"
          maw={200}
          min={0}
          max={most}
          hideControls
          error={tried && !complete && words("mustPoints", { most })}
          value={points}
          onChange={setPoints}
        />
      )}
      <Textarea
        label={words("comment")}
        description={words("commentHint")}
        autosize
        minRows={3}
        maxLength={20_000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      {changed ? (
        <Group gap="sm" role="alert">
          <span>{words("changed")}</span>
          <Button
            size="sm"
            variant="default"
            onClick={() => {
              give.reset();
              onRead();
            }}
          >
            {words("readAnew")}
          </Button>
        </Group>
      ) : (
        <FormFailure error={give.error} />
      )}
      <div>
        <Button type="submit" loading={give.isPending}>
          {words("give")}
        </Button>
      </div>
    </form>
  );
}
