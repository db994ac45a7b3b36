import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Center } from "@mantine/core";
import { AuthoringService } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { type Course, CourseState } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconFileImport, IconPencilPlus, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Link } from "react-router";
import { Cover } from "../../../components/cover.tsx";
import { Page } from "../../../components/page.tsx";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { AuthoringTabs } from "../paths/tabs.tsx";
import { StateChip } from "../state-chip.tsx";
import { authoringWords } from "../words.ts";
import styles from "./courses.module.css";
import { CreateCourse } from "./create-course.tsx";

/** The courses that one may write, the last changed first. */
export default function Courses() {
  const words = useWords(authoringWords);
  const [creating, setCreating] = useState(false);
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    AuthoringService.method.listAuthoredCourses,
    { pageSize: 50, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined, staleTime: 0 },
  );
  const courses = data?.pages.flatMap((page) => page.courses) ?? [];
  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
      {words("create")}
    </Button>
  );
  return (
    <Page
      wide
      title={words("authoring")}
      about={words("about")}
      actions={
        <>
          <Button
            component={Link}
            to="/authoring/imports"
            variant="default"
            leftSection={<IconFileImport size={18} aria-hidden />}
          >
            {words("import")}
          </Button>
          {courses.length > 0 && create}
        </>
      }
    >
      <AuthoringTabs current="courses" />
      {isPending && <LoadingRows />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data && courses.length === 0 && (
        <Empty
          icon={<IconPencilPlus size={28} stroke={1.5} aria-hidden />}
          title={words("none")}
          text={words("noneText")}
          action={create}
        />
      )}
      {courses.length > 0 && (
        <ul className={`card rows ${styles.list}`}>
          {courses.map((course) => (
            <CourseRow key={course.id} course={course} />
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
      {creating && <CreateCourse onClose={() => setCreating(false)} />}
    </Page>
  );
}

function CourseRow({ course }: { course: Course }) {
  const words = useWords(authoringWords);
  const { day } = useLanguage();
  const { id, title, coverUrl, state, lessonCount, learnerCount, publishTime } = course;
  return (
    <li>
      <Link to={`/authoring/${id}`} className={`row ${styles.row}`}>
        <span className={styles.thumb}>
          <Cover title={title} src={coverUrl} ratio="4 / 3" />
        </span>
        <span className={styles.text}>
          <strong>{title}</strong>
          <span className="quiet">
            {[
              words("lessons", { count: lessonCount }),
              state !== CourseState.DRAFT && words("learners", { count: learnerCount }),
              publishTime && words("publishedOn", { date: day(timestampDate(publishTime)) }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
        <StateChip state={state} />
      </Link>
    </li>
  );
}
