import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { type Job, JobKind, JobState } from "@platform/connect/platform/knowledge/v1/transfer_service_pb.ts";
import { IconArrowLeft, IconDownload } from "@tabler/icons-react";
import { Link, useParams } from "react-router";
import { useTitle } from "../../../components/page.tsx";
import { ProgressBar } from "../../../components/progress-bar.tsx";
import { Failed, Waiting } from "../../../components/states.tsx";
import { download } from "../../../lib/download.ts";
import { useHeadingFocus } from "../../../lib/heading.ts";
import { useWords } from "../../../lib/words.ts";
import { useAct } from "../acts.ts";
import { spaceAddress, spacePart } from "../address.ts";
import { useSpace } from "../space/space.tsx";
import { knowledgeWords } from "../words.ts";
import { JobChip } from "./job-chip.tsx";
import { ReportTable } from "./report-table.tsx";
import { nameOf } from "./transfer.tsx";
import { hasEnded, transferClient, useJob } from "./use-job.ts";
import { reasonWord, transferWords } from "./words.ts";

/** An import or an export: how far it is, and then what became of it. */
export default function JobPage() {
  const words = useWords(transferWords);
  const common = useWords(knowledgeWords);
  const { jobId = "" } = useParams();
  const space = useSpace();
  const heading = useHeadingFocus();
  const { job, report, lost, error, refetch } = useJob(jobId);
  const name = job ? nameOf(job, words) : words("title");
  useTitle(name, [
    { label: common("knowledge"), to: "/knowledge" },
    { label: space.name, to: spaceAddress(space.slug) },
    { label: words("title"), to: spacePart(space.slug, "transfer") },
  ]);
  if (error && !job) return <Failed error={error} onRetry={refetch} />;
  if (!job) return <Waiting />;
  return (
    <Stack gap="lg" maw={880} w="100%">
      <Stack gap="xs" align="flex-start">
        <Button
          component={Link}
          to={spacePart(space.slug, "transfer")}
          size="sm"
          variant="subtle"
          color="gray"
          ml={-12}
          leftSection={<IconArrowLeft size={16} aria-hidden />}
        >
          {words("back")}
        </Button>
        <Title order={1} ref={heading} tabIndex={-1} className="heading">
          {name}
        </Title>
        <JobChip state={job.state} />
      </Stack>
      <div aria-live="polite">{hasEnded(job) ? <Ended job={job} /> : <Live job={job} lost={lost} />}</div>
      {job.kind === JobKind.IMPORT && report.length > 0 && <ReportTable lines={report} />}
    </Stack>
  );
}

function Live({ job, lost }: { job: Job; lost: boolean }) {
  const words = useWords(transferWords);
  const act = useAct();
  const { id: jobId, state, done, total } = job;
  const said =
    state === JobState.QUEUED ? words("waiting") : total > 0 ? words("progress", { done, total }) : words("counting");
  return (
    <Stack gap="sm">
      <ProgressBar value={total > 0 ? done / total : 0} label={said} />
      <Group justify="space-between">
        <Text className="quiet tabular">{lost ? words("lost") : said}</Text>
        <Button size="sm" variant="default" onClick={() => void act(() => transferClient.cancelJob({ jobId }))}>
          {words("stop")}
        </Button>
      </Group>
    </Stack>
  );
}

function Ended({ job }: { job: Job }) {
  const words = useWords(transferWords);
  const { state, kind, failureReason, taken, changed, leftOut, downloadUrl } = job;
  if (state !== JobState.DONE) {
    return (
      <Text>
        {failureReason && `${reasonWord(words, failureReason)} `}
        {words("nothing")}
      </Text>
    );
  }
  if (kind === JobKind.IMPORT) return <Text>{words("counts", { taken, changed, leftOut })}</Text>;
  return (
    <Stack gap="xs" align="flex-start">
      <Button leftSection={<IconDownload size={18} aria-hidden />} onClick={() => download(downloadUrl)}>
        {words("download")}
      </Button>
      <Text size="sm" className="quiet">
        {words("expires")}
      </Text>
    </Stack>
  );
}
