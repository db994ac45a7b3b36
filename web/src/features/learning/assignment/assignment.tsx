import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Button, Title } from "@mantine/core";
import {
  type Assignment,
  type Submission,
  SubmissionState,
} from "@platform/connect/platform/learning/v1/assignment_pb.ts";
import type { Progress } from "@platform/connect/platform/learning/v1/enrolment_pb.ts";
import { IconCalendarDue, IconTrophy } from "@tabler/icons-react";
import { useState } from "react";
import { Chip } from "../../../components/chip.tsx";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import styles from "./assignment.module.css";
import { GradeView } from "./grade-view.tsx";
import { PeerReviews } from "./peer-reviews.tsx";
import { RubricMarks } from "./rubric-marks.tsx";
import { type Place, useSubmission } from "./use-submission.ts";
import { assignmentWords } from "./words.ts";
import { WorkForm } from "./work-form.tsx";
import { WorkView } from "./work-view.tsx";

/** Work to hand in: what is asked, the learner's own, and what came of it. */
export function AssignmentView({
  assignment,
  place,
  enrolled,
  onProgress,
}: {
  assignment: Assignment;
  place: Place;
  enrolled: boolean;
  onProgress: (progress: Progress | undefined) => void;
}) {
  const words = useWords(assignmentWords);
  const { submission, isPending, error, refetch, show } = useSubmission(place, enrolled);
  const heading = `assignment-${place.blockId}`;
  return (
    <section className={`card ${styles.assignment}`} aria-labelledby={heading}>
      <div>
        <p className={styles.kind}>{words("assignment")}</p>
        <Title order={2} id={heading}>
          {assignment.title}
        </Title>
        <Facts assignment={assignment} submission={submission} />
      </div>
      <Markdown text={assignment.instructions} level={3} />
      {assignment.rubric.length > 0 && !submission?.grade && (
        <details className={styles.more}>
          <summary>{words("rubric")}</summary>
          <RubricMarks rubric={assignment.rubric} />
        </details>
      )}
      {!enrolled && <p className="quiet">{words("preview")}</p>}
      {isPending && <LoadingRows rows={1} />}
      {error && !submission && <Failed error={error} onRetry={refetch} />}
      {submission && (
        <Mine assignment={assignment} submission={submission} place={place} onChanged={show} onProgress={onProgress} />
      )}
      {submission?.work && submission.reviewsOwed > 0 && (
        <PeerReviews place={place} submission={submission} onChanged={show} />
      )}
    </section>
  );
}

function Facts({ assignment, submission }: { assignment: Assignment; submission: Submission | undefined }) {
  const words = useWords(assignmentWords);
  const { date } = useLanguage();
  const stamp = submission?.dueTime ?? assignment.dueTime;
  const due = stamp && timestampDate(stamp);
  const over = due !== undefined && due.getTime() < Date.now();
  return (
    <ul className={styles.facts}>
      <li>
        <IconTrophy size={18} stroke={1.7} aria-hidden />
        {words("worth", { count: assignment.points })}
      </li>
      {due && (
        <li data-over={(over && !submission?.work) || undefined}>
          <IconCalendarDue size={18} stroke={1.7} aria-hidden />
          {words(over ? "over" : "due", { date: date(due) })}
        </li>
      )}
    </ul>
  );
}

function Mine({
  assignment,
  submission,
  place,
  onChanged,
  onProgress,
}: {
  assignment: Assignment;
  submission: Submission;
  place: Place;
  onChanged: (answer: { submission?: Submission }) => void;
  onProgress: (progress: Progress | undefined) => void;
}) {
  const words = useWords(assignmentWords);
  const { date } = useLanguage();
  const { work, draft, grade, open, late, handInTime, state } = submission;
  const [changing, setChanging] = useState(draft !== undefined);
  const writing = open && (!work || changing);
  return (
    <>
      {handInTime && (
        <p className={styles.state} role="status">
          <Chip tone={state === SubmissionState.GRADED ? "good" : "accent"}>
            {words(state === SubmissionState.GRADED ? "graded" : "waiting")}
          </Chip>
          {late && <Chip tone="warn">{words("late")}</Chip>}
          <span className="quiet">{words("handedIn", { date: date(timestampDate(handInTime)) })}</span>
        </p>
      )}
      {grade && (
        <GradeView grade={grade} assignment={assignment} rubric={submission.rubric} reviews={submission.reviews} />
      )}
      {writing && (
        <WorkForm
          assignment={assignment}
          submission={submission}
          place={place}
          onChanged={onChanged}
          onHandedIn={(answer) => {
            setChanging(false);
            onChanged(answer);
            onProgress(answer.progress);
          }}
          {...(work && { onClose: () => setChanging(false) })}
        />
      )}
      {work && !writing && (
        <details className={styles.more} open={!grade || undefined}>
          <summary>{words("work")}</summary>
          <WorkView work={work} />
        </details>
      )}
      {work && open && !writing && (
        <div className={styles.again}>
          <Button variant="default" onClick={() => setChanging(true)}>
            {words("change")}
          </Button>
          <span className="quiet">{words(submission.dueTime ? "untilDue" : "untilGraded")}</span>
        </div>
      )}
    </>
  );
}
