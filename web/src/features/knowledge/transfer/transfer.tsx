import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useQuery } from "@connectrpc/connect-query";
import { Stack, Title } from "@mantine/core";
import { SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { type Job, JobKind, TransferService } from "@platform/connect/platform/knowledge/v1/transfer_service_pb.ts";
import { Link } from "react-router";
import { useTitle } from "../../../components/page.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { useHeadingFocus } from "../../../lib/heading.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { spaceAddress, spacePart } from "../address.ts";
import styles from "../knowledge.module.css";
import { may } from "../roles.ts";
import { useSpace } from "../space/space.tsx";
import { knowledgeWords } from "../words.ts";
import { ExportPanel } from "./export-panel.tsx";
import { ImportPanel } from "./import-panel.tsx";
import { JobChip } from "./job-chip.tsx";
import { transferWords } from "./words.ts";

/** Where pages are brought into a space and out of it. */
export default function Transfer() {
  const words = useWords(transferWords);
  const common = useWords(knowledgeWords);
  const space = useSpace();
  const heading = useHeadingFocus();
  useTitle(words("title"), [
    { label: common("knowledge"), to: "/knowledge" },
    { label: space.name, to: spaceAddress(space.slug) },
  ]);
  return (
    <Stack gap="lg" maw={760} w="100%">
      <Title order={1} ref={heading} tabIndex={-1} className="heading">
        {words("title")}
      </Title>
      {may(space.role, SpaceRole.OWNER) && <ImportPanel />}
      <ExportPanel />
      <Jobs />
    </Stack>
  );
}

function Jobs() {
  const words = useWords(transferWords);
  const { ago } = useLanguage();
  const space = useSpace();
  const { data, isPending, error, refetch } = useQuery(
    TransferService.method.listJobs,
    { spaceId: space.id },
    { staleTime: 0 },
  );
  return (
    <section>
      <Title order={2} mb="sm">
        {words("jobs")}
      </Title>
      {isPending && <LoadingRows rows={2} />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data?.jobs.length === 0 && <p className="quiet">{words("noJobs")}</p>}
      {data && data.jobs.length > 0 && (
        <ul className={`card rows ${styles.list}`}>
          {data.jobs.map((job) => (
            <li key={job.id}>
              <Link to={spacePart(space.slug, `transfer/${job.id}`)} className={`row ${styles.line}`}>
                <span>
                  {nameOf(job, words)}
                  {job.createTime && <small className="quiet"> · {ago(timestampDate(job.createTime))}</small>}
                </span>
                <JobChip state={job.state} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What a job is called. */
export function nameOf(
  { kind, fileName }: Job,
  words: (word: "importOf" | "exportJob", values?: Record<string, unknown>) => string,
): string {
  return kind === JobKind.IMPORT ? words("importOf", { name: fileName }) : words("exportJob");
}
