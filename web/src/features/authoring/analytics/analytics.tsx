import { useQuery } from "@connectrpc/connect-query";
import { Stack } from "@mantine/core";
import { AnalyticsService } from "@platform/connect/platform/learning/v1/analytics_service_pb.ts";
import { IconChartBar } from "@tabler/icons-react";
import { useParams, useSearchParams } from "react-router";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { useWords } from "../../../lib/words.ts";
import { CohortFilter } from "../cohorts/cohort-filter.tsx";
import { Funnel } from "./funnel.tsx";
import { Questions } from "./questions.tsx";
import { Stuck } from "./stuck.tsx";
import { analyticsWords } from "./words.ts";

/** What the figures of a course say of it. */
export default function Analytics() {
  const words = useWords(analyticsWords);
  const { courseId = "" } = useParams();
  const [params, setParams] = useSearchParams();
  const cohortId = params.get("cohort") ?? "";
  const funnel = useQuery(AnalyticsService.method.getCourseFunnel, { courseId, cohortId }, { staleTime: 0 });
  const asked = useQuery(AnalyticsService.method.listQuestionStatistics, { courseId, cohortId }, { staleTime: 0 });
  const nobody = funnel.data?.enrolledCount === 0;
  return (
    <Stack gap="lg">
      <CohortFilter
        courseId={courseId}
        value={cohortId}
        onChange={(chosen) => setParams(chosen ? { cohort: chosen } : {}, { replace: true })}
      />
      {funnel.isPending && <LoadingRows />}
      {funnel.error && !funnel.data && <Failed error={funnel.error} onRetry={funnel.refetch} />}
      {nobody && (
        <Empty
          icon={<IconChartBar size={28} stroke={1.5} aria-hidden />}
          title={words("nobody")}
          text={words("nobodyText")}
        />
      )}
      {funnel.data && !nobody && (
        <>
          <Funnel funnel={funnel.data} />
          {asked.isPending && <LoadingRows />}
          {asked.error && !asked.data && <Failed error={asked.error} onRetry={asked.refetch} />}
          {asked.data && <Questions courseId={courseId} questions={asked.data.questions} />}
          <Stuck courseId={courseId} cohortId={cohortId} />
        </>
      )}
    </Stack>
  );
}
