import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useQuery } from "@connectrpc/connect-query";
import { Button, Group, Stack, Title } from "@mantine/core";
import { type GetHandedInResponse, GradingService } from "@platform/connect/platform/learning/v1/grading_service_pb.ts";
import { IconArrowLeft, IconArrowRight, IconChecklist } from "@tabler/icons-react";
import { Link, useParams } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { PeerVoices } from "../../learning/assignment/grade-view.tsx";
import { WorkView } from "../../learning/assignment/work-view.tsx";
import { GradeForm } from "./grade-form.tsx";
import styles from "./grading.module.css";
import { gradingWords } from "./words.ts";

/** A submission to read and to grade. */
export default function SubmissionPage() {
  const words = useWords(gradingWords);
  const { courseId = "", submissionId = "" } = useParams();
  const { data, isPending, error, refetch } = useQuery(
    GradingService.method.getHandedIn,
    { courseId, submissionId },
    { staleTime: 0 },
  );
  return (
    <Stack gap="lg">
      <Group justify="space-between" gap="md">
        <Link to={`/authoring/${courseId}/grading`} className={styles.back}>
          <IconArrowLeft size={16} stroke={1.7} aria-hidden />
          {words("back")}
        </Link>
        {data?.nextSubmissionId && (
          <Link to={`/authoring/${courseId}/grading/${data.nextSubmissionId}`} className={styles.back}>
            {words("next")}
            <IconArrowRight size={16} stroke={1.7} aria-hidden />
          </Link>
        )}
      </Group>
      {isPending && <LoadingRows />}
      {!isPending && !data && <Unreadable error={error} onRetry={refetch} />}
      {data && <Shown key={submissionId} data={data} courseId={courseId} onRead={refetch} />}
    </Stack>
  );
}

function Shown({ data, courseId, onRead }: { data: GetHandedInResponse; courseId: string; onRead: () => void }) {
  const words = useWords(gradingWords);
  const { date } = useLanguage();
  const { head, assignment, work, reviews } = data;
  if (!head || !assignment) return null;
  return (
    <>
      <div className={styles.head}>
        <Title order={2} size="h3">
          {head.name || words("somebody")}
        </Title>
        <Group gap="xs">
          <span className="quiet">
            {[assignment.title, head.handInTime && words("handedIn", { when: date(timestampDate(head.handInTime)) })]
              .filter(Boolean)
              .join(" · ")}
          </span>
          {head.late && <Chip tone="warn">{words("late")}</Chip>}
        </Group>
      </div>
      <details className={styles.task}>
        <summary>{words("task")}</summary>
        <Markdown text={assignment.instructions} level={3} small />
      </details>
      <section className="card section" aria-labelledby="work">
        <Title order={3} id="work">
          {words("work")}
        </Title>
        {work && <WorkView work={work} />}
      </section>
      {reviews.length > 0 && (
        <section className="card section" aria-labelledby="peers">
          <Title order={3} id="peers">
            {words("peers")}
          </Title>
          <p className="quiet">{words("median")}</p>
          <PeerVoices rubric={assignment.rubric} reviews={reviews} />
        </section>
      )}
      <GradeForm courseId={courseId} head={head} assignment={assignment} grade={data.grade} onRead={onRead} />
    </>
  );
}

function Unreadable({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const words = useWords(gradingWords);
  const { courseId } = useParams();
  const { reason } = readFailure(error);
  if (reason !== "SUBMISSION_NOT_FOUND" && reason !== "REQUEST_INVALID") {
    return <Failed error={error} onRetry={onRetry} />;
  }
  return (
    <Empty
      icon={<IconChecklist size={28} stroke={1.5} aria-hidden />}
      title={words("gone")}
      text={words("goneText")}
      action={
        <Button component={Link} to={`/authoring/${courseId}/grading`}>
          {words("back")}
        </Button>
      }
    />
  );
}
