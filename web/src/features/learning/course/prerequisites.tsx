import { createQueryOptions } from "@connectrpc/connect-query";
import { Title } from "@mantine/core";
import {
  CatalogueService,
  type GetCourseResponse,
} from "@platform/connect/platform/learning/v1/catalogue_service_pb.ts";
import { IconLock } from "@tabler/icons-react";
import { useQueries } from "@tanstack/react-query";
import { Link } from "react-router";
import { transport } from "../../../lib/transport.ts";
import { useWords } from "../../../lib/words.ts";
import { learningWords } from "../words.ts";
import styles from "./course.module.css";

/** The courses to complete before one may enrol. */
export function Prerequisites({ data: { course, missingPrerequisites } }: { data: GetCourseResponse }) {
  const words = useWords(learningWords);
  // The service says titles; the links want ids.
  const found = useQueries({
    queries: (course?.prerequisiteIds ?? []).map((courseId) => ({
      ...createQueryOptions(CatalogueService.method.getCourse, { courseId }, { transport }),
      staleTime: 60_000,
    })),
  });
  const ids = new Map(found.map(({ data }) => [data?.course?.title, data?.course?.id]));
  return (
    <section className={`card ${styles.before}`}>
      <IconLock size={20} stroke={1.7} aria-hidden />
      <div>
        <Title order={2} size="h3">
          {words("prerequisites")}
        </Title>
        <p>{words("prerequisitesText")}</p>
        <ul>
          {missingPrerequisites.map((title) => (
            <li key={title}>{ids.get(title) ? <Link to={`/courses/${ids.get(title)}`}>{title}</Link> : title}</li>
          ))}
        </ul>
      </div>
    </section>
  );
}
