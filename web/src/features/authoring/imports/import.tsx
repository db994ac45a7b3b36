import { createClient } from "@connectrpc/connect";
import { Button, Group } from "@mantine/core";
import { type Import, ImportService, ImportState } from "@platform/connect/platform/learning/v1/import_service_pb.ts";
import { IconAlertTriangle, IconFileZip } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRef } from "react";
import { Link, useParams } from "react-router";
import { FormFailure } from "../../../components/forms.tsx";
import { Page, useTitle } from "../../../components/page.tsx";
import { ProgressBar } from "../../../components/progress-bar.tsx";
import { Empty, Failed, Waiting } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { transport } from "../../../lib/transport.ts";
import { useWords } from "../../../lib/words.ts";
import { authoringWords } from "../words.ts";
import { ImportChip } from "./import-chip.tsx";
import styles from "./imports.module.css";
import { useReasons } from "./reasons.ts";
import { Report } from "./report.tsx";
import { hasEnded, useImport } from "./use-import.ts";
import { importWords } from "./words.ts";

const client = createClient(ImportService, transport);

/** An import: how far it is, and what came of it. */
export default function ImportPage() {
  const words = useWords(importWords);
  const common = useWords(authoringWords);
  const { importId = "" } = useParams();
  const { job, report, isPending, error, refetch, lost } = useImport(importId);
  if (isPending) return <Waiting />;
  if (!job) {
    const { reason } = readFailure(error);
    if (reason !== "IMPORT_NOT_FOUND" && reason !== "REQUEST_INVALID")
      return <Failed error={error} onRetry={refetch} />;
    return <Missing />;
  }
  const again = (
    <Button component={Link} to="/authoring/imports" variant="default">
      {words("again")}
    </Button>
  );
  return (
    <Page
      wide={job.state === ImportState.DONE}
      title={job.title || job.fileName}
      {...(job.title && { about: job.fileName })}
      trail={[
        { label: common("authoring"), to: "/authoring" },
        { label: words("imports"), to: "/authoring/imports" },
      ]}
      actions={hasEnded(job) && <ImportChip state={job.state} />}
    >
      {!hasEnded(job) && <UnderWay job={job} lost={lost} />}
      {job.state === ImportState.FAILED && (
        <>
          <FailedBecause job={job} />
          <Group>{again}</Group>
        </>
      )}
      {job.state === ImportState.CANCELLED && (
        <>
          <p className="quiet">{words("cancelledText")}</p>
          <Group>{again}</Group>
        </>
      )}
      {job.state === ImportState.DONE && (
        <>
          <div className={styles.done}>
            <p>{words("doneText", { title: job.title })}</p>
            <Button component={Link} to={`/authoring/${job.courseId}`}>
              {words("openCourse")}
            </Button>
          </div>
          <Report job={job} lines={report} />
        </>
      )}
    </Page>
  );
}

function UnderWay({ job, lost }: { job: Import; lost: boolean }) {
  const words = useWords(importWords);
  const left = useTimeLeft(job);
  const cancel = useMutation({ mutationFn: () => client.cancelImport({ importId: job.id }) });
  const said =
    job.state === ImportState.QUEUED
      ? words("queued")
      : job.total > 0
        ? words("pieces", { done: job.done, total: job.total })
        : words("counting");
  return (
    <section className={`card section ${styles.underWay}`}>
      <div className={styles.said}>
        <span className="tabular">{said}</span>
        {left !== undefined && (
          <span className="quiet tabular">
            {left < 90 ? words("secondsLeft", { count: left }) : words("minutesLeft", { count: Math.round(left / 60) })}
          </span>
        )}
      </div>
      <ProgressBar value={job.total > 0 ? job.done / job.total : 0} label={said} />
      {lost && <p className="quiet">{words("lost")}</p>}
      <FormFailure error={cancel.error} />
      <Group>
        <Button variant="default" loading={cancel.isPending || cancel.isSuccess} onClick={() => cancel.mutate()}>
          {words("cancel")}
        </Button>
      </Group>
    </section>
  );
}

/** Seconds that are left by the pace so far; undefined until there is a pace. */
function useTimeLeft({ done, total }: Import): number | undefined {
  const first = useRef<{ at: number; done: number }>(undefined);
  if (total > 0) first.current ??= { at: performance.now(), done };
  const begun = first.current;
  if (!begun || done - begun.done < 5) return undefined;
  const pace = (performance.now() - begun.at) / (done - begun.done);
  return Math.max(1, Math.round(((total - done) * pace) / 1000));
}

function FailedBecause({ job: { failureReason, failureMessage } }: { job: Import }) {
  const words = useWords(importWords);
  const { say, remedy } = useReasons();
  return (
    <section className={styles.failed} role="alert">
      <IconAlertTriangle size={24} stroke={1.7} aria-hidden />
      <div>
        <strong>{say(failureReason, failureMessage)}</strong>
        {failureMessage && <p lang="en">{failureMessage}</p>}
        <p>
          <b>{words("whatToDo")}: </b>
          {remedy(failureReason)}
        </p>
      </div>
    </section>
  );
}

function Missing() {
  const words = useWords(importWords);
  useTitle(words("gone"));
  return (
    <Empty
      main
      icon={<IconFileZip size={28} stroke={1.5} aria-hidden />}
      title={words("gone")}
      text={words("goneText")}
      action={
        <Button component={Link} to="/authoring/imports">
          {words("toImports")}
        </Button>
      }
    />
  );
}
