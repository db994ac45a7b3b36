import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Center, Group, NativeSelect, Stack } from "@mantine/core";
import { SubmissionState } from "@platform/connect/platform/learning/v1/assignment_pb.ts";
import { GradingService, type HandedIn } from "@platform/connect/platform/learning/v1/grading_service_pb.ts";
import { IconChecklist } from "@tabler/icons-react";
import { Link, useParams, useSearchParams } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { PersonAvatar } from "../../../components/person-avatar.tsx";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { Tabs } from "../../../components/tabs.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { useFacts } from "../../learning/facts.ts";
import { CohortFilter } from "../cohorts/cohort-filter.tsx";
import styles from "./grading.module.css";
import { gradingWords } from "./words.ts";

/** What was handed in to the course, the longest waiting first. */
export default function GradingQueue() {
  const words = useWords(gradingWords);
  const { courseId = "" } = useParams();
  const [params, setParams] = useSearchParams();
  const graded = params.get("state") === "graded";
  const blockId = params.get("assignment") ?? "";
  const cohortId = params.get("cohort") ?? "";
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    GradingService.method.listHandedIn,
    {
      courseId,
      blockId,
      cohortId,
      state: graded ? SubmissionState.GRADED : SubmissionState.HANDED_IN,
      pageSize: 50,
      pageToken: "",
    },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined, staleTime: 0 },
  );
  const first = data?.pages[0];
  const submissions = data?.pages.flatMap((page) => page.submissions) ?? [];
  const query = (change: { state?: string; assignment?: string; cohort?: string }) => {
    const wanted = { state: graded ? "graded" : "", assignment: blockId, cohort: cohortId, ...change };
    return new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== ""));
  };
  const at = (state: string) => `/authoring/${courseId}/grading?${query({ state })}`;
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end" gap="md">
        <Tabs
          label={words("states")}
          tabs={[
            { to: at(""), label: words("waiting"), current: !graded, count: first?.waitingCount ?? 0 },
            { to: at("graded"), label: words("graded"), current: graded },
          ]}
        />
        <CohortFilter
          courseId={courseId}
          value={cohortId}
          onChange={(cohort) => setParams(query({ cohort }), { replace: true })}
        />
        {first && first.assignments.length > 1 && (
          <NativeSelect
            aria-label={words("assignment")}
            value={blockId}
            onChange={(event) => setParams(query({ assignment: event.currentTarget.value }), { replace: true })}
            data={[
              { value: "", label: words("all") },
              ...first.assignments.map(({ blockId: value, title }) => ({ value, label: title })),
            ]}
          />
        )}
      </Group>
      {isPending && <LoadingRows />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data && submissions.length === 0 && (
        <Empty
          icon={<IconChecklist size={28} stroke={1.5} aria-hidden />}
          title={words(graded ? "nothingGraded" : "nothing")}
          text={words("nothingText")}
        />
      )}
      {submissions.length > 0 && (
        <ul className={`card rows ${styles.queue}`}>
          {submissions.map((submission) => (
            <Row key={submission.submissionId} courseId={courseId} submission={submission} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words("more")}
          </Button>
        </Center>
      )}
    </Stack>
  );
}

function Row({ courseId, submission }: { courseId: string; submission: HandedIn }) {
  const words = useWords(gradingWords);
  const { ago } = useLanguage();
  const { percent } = useFacts();
  const { submissionId, name, title, lessonTitle, handInTime, late, state, score, reviewCount } = submission;
  return (
    <li className={styles.row}>
      <PersonAvatar name={name} />
      <div className={styles.text}>
        <Link to={`/authoring/${courseId}/grading/${submissionId}`}>{name || words("somebody")}</Link>
        <span>{[title, lessonTitle !== title && lessonTitle].filter(Boolean).join(" · ")}</span>
        <span className="quiet">
          {[
            handInTime && words("handedIn", { when: ago(timestampDate(handInTime)) }),
            reviewCount > 0 && words("reviews", { count: reviewCount }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      <Group gap={6}>
        {late && <Chip tone="warn">{words("late")}</Chip>}
        {state === SubmissionState.GRADED && <Chip tone="good">{percent(score)}</Chip>}
      </Group>
    </li>
  );
}
