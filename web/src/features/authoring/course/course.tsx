import { useQuery } from "@connectrpc/connect-query";
import { Button, Group, Stack, Title } from "@mantine/core";
import { AuthoringService } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { CourseState } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconPencil } from "@tabler/icons-react";
import { Suspense, useState } from "react";
import { Link, Outlet, useLocation, useParams } from "react-router";
import { useTitle } from "../../../components/page.tsx";
import { Empty, Failed, Waiting } from "../../../components/states.tsx";
import { Tabs } from "../../../components/tabs.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useHeadingFocus } from "../../../lib/heading.ts";
import { useWords } from "../../../lib/words.ts";
import { StateChip } from "../state-chip.tsx";
import { authoringWords } from "../words.ts";
import { CourseMenu } from "./course-menu.tsx";
import { Publish } from "./publish.tsx";

/** A course that is written: its outline, its settings, its learners, and what learners see of it. */
export default function AuthoredCourse() {
  const words = useWords(authoringWords);
  const { courseId = "" } = useParams();
  const { pathname } = useLocation();
  const heading = useHeadingFocus();
  const [publishing, setPublishing] = useState(false);
  const { data, isPending, error, refetch } = useQuery(
    AuthoringService.method.getDraft,
    { courseId },
    { staleTime: 0 },
  );
  const course = data?.course;
  useTitle(course?.title ?? "", [{ label: words("authoring"), to: "/authoring" }]);
  if (isPending) return <Waiting />;
  if (!course) return <Unreadable error={error} onRetry={refetch} />;

  const at = `/authoring/${courseId}`;
  const tabs = [
    { to: at, label: words("outline"), current: pathname === at },
    { to: `${at}/banks`, label: words("banksTab"), current: pathname.startsWith(`${at}/banks`) },
    { to: `${at}/settings`, label: words("settings"), current: pathname === `${at}/settings` },
    { to: `${at}/grading`, label: words("gradingTab"), current: pathname.startsWith(`${at}/grading`) },
    { to: `${at}/discussion`, label: words("discussionTab"), current: pathname === `${at}/discussion` },
    { to: `${at}/cohorts`, label: words("cohortsTab"), current: pathname.startsWith(`${at}/cohorts`) },
    { to: `${at}/learners`, label: words("learnersTab"), current: pathname === `${at}/learners` },
    { to: `${at}/analytics`, label: words("analyticsTab"), current: pathname === `${at}/analytics` },
  ];
  const { state } = course;
  const draft = state === CourseState.DRAFT;
  const said =
    state === CourseState.ARCHIVED
      ? "inArchive"
      : draft
        ? "neverPublished"
        : data.changed
          ? "changedSince"
          : "nothingToPublish";
  return (
    <Stack gap="lg" maw={880} mx="auto" w="100%">
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={8} flex="1 1 280px" miw={0}>
          <Title order={1} ref={heading} tabIndex={-1} className="heading">
            {course.title}
          </Title>
          <Group gap="xs">
            <StateChip state={state} />
            <span className="quiet" style={{ fontSize: 14 }}>
              {words(said, { count: data.changeCount })}
            </span>
          </Group>
        </Stack>
        <Group gap="xs" wrap="nowrap">
          {(draft || data.changed) && (
            <Button onClick={() => setPublishing(true)}>{words(draft ? "publish" : "publishChanges")}</Button>
          )}
          <CourseMenu course={course} />
        </Group>
      </Group>
      <Tabs label={course.title} tabs={tabs} />
      <Suspense fallback={<Waiting />}>
        <Outlet context={data} />
      </Suspense>
      {publishing && <Publish draft={data} onClose={() => setPublishing(false)} />}
    </Stack>
  );
}

function Unreadable({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const words = useWords(authoringWords);
  const { reason } = readFailure(error);
  if (reason !== "COURSE_NOT_FOUND" && reason !== "REQUEST_INVALID") return <Failed error={error} onRetry={onRetry} />;
  return (
    <Empty
      main
      icon={<IconPencil size={28} stroke={1.5} aria-hidden />}
      title={words("gone")}
      text={words("goneText")}
      action={
        <Button component={Link} to="/authoring">
          {words("toOwn")}
        </Button>
      }
    />
  );
}
