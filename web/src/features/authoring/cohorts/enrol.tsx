import { Button, FileButton, Group, NativeSelect, Stack, Text, Textarea, Title } from "@mantine/core";
import { UploadPurpose } from "@platform/connect/platform/bff/v1/upload_service_pb.ts";
import type { EnrolLearnersResponse } from "@platform/connect/platform/learning/v1/cohort_service_pb.ts";
import { IconArrowLeft, IconFileSpreadsheet } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { upload } from "../../../lib/upload.ts";
import { useWords } from "../../../lib/words.ts";
import styles from "./cohorts.module.css";
import { EnrolReport } from "./enrol-report.tsx";
import { cohortClient, readCohortsAnew, useCohorts } from "./use-cohorts.ts";
import { cohortWords } from "./words.ts";

const known = ["COURSE_NOT_PUBLISHED", "LIST_INVALID", "LIST_EMPTY", "LIST_TOO_LONG", "FILE_TOO_LARGE"] as const;

/** Enrols the people of a list, after it was tried. */
export default function EnrolFromList() {
  const words = useWords(cohortWords);
  const say = useFailureWords();
  const { courseId = "" } = useParams();
  const cohorts = useCohorts(courseId).data?.cohorts ?? [];
  const [file, setFile] = useState<File>();
  const [text, setText] = useState("");
  const [cohortId, setCohortId] = useState("");
  const [report, setReport] = useState<{ answer: EnrolLearnersResponse; dry: boolean }>();
  const run = useMutation({
    mutationFn: async (dryRun: boolean) => {
      const list = file
        ? ({ case: "uploadKey", value: await upload(file, UploadPurpose.COURSE_ASSET) } as const)
        : ({ case: "text", value: text } as const);
      const answer = await cohortClient.enrolLearners({ courseId, cohortId, dryRun, list });
      if (!dryRun) await readCohortsAnew();
      return { answer, dry: dryRun };
    },
    onSuccess: setReport,
    onError: () => setReport(undefined),
  });
  const failure = run.error ? readFailure(run.error) : undefined;
  const reason = known.find((each) => each === failure?.reason);
  const changes = (report?.answer.enrolledCount ?? 0) + (report?.answer.movedCount ?? 0);
  const anew = () => setReport(undefined);
  return (
    <Stack gap="lg">
      <Link to={`/authoring/${courseId}/cohorts`} className={styles.back}>
        <IconArrowLeft size={16} stroke={1.7} aria-hidden />
        {words("back")}
      </Link>
      <section className="card section">
        <Title order={2}>{words("listTitle")}</Title>
        <p className={`quiet ${styles.about}`}>{words("listAbout")}</p>
        <Group gap="sm">
          <FileButton
            accept=".csv,.txt,text/csv,text/plain"
            onChange={(chosen) => {
              setFile(chosen ?? undefined);
              anew();
            }}
          >
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconFileSpreadsheet size={18} aria-hidden />}>
                {words("chooseFile")}
              </Button>
            )}
          </FileButton>
          {file && <span className={styles.fileName}>{file.name}</span>}
        </Group>
        {!file && (
          <Textarea
            label={words("list")}
            description={words("listHint")}
            autosize
            minRows={4}
            maxRows={14}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              anew();
            }}
          />
        )}
        {cohorts.length > 0 && (
          <NativeSelect
            label={words("standard")}
            value={cohortId}
            onChange={(event) => {
              setCohortId(event.currentTarget.value);
              anew();
            }}
            data={[
              { value: "", label: words("noCohort") },
              ...cohorts.map(({ id, title }) => ({ value: id, label: title })),
            ]}
          />
        )}
        {failure && (
          <Text size="sm" c="var(--bad)" role="alert">
            {reason ? words(reason) : say(failure)}
          </Text>
        )}
        <div>
          <Button
            variant={report?.dry ? "default" : "filled"}
            disabled={!file && text.trim() === ""}
            loading={run.isPending && run.variables}
            onClick={() => run.mutate(true)}
          >
            {words("tryIt")}
          </Button>
        </div>
      </section>
      {report && (
        <EnrolReport answer={report.answer} dry={report.dry}>
          {report.dry && changes > 0 && (
            <div>
              <Button loading={run.isPending && !run.variables} onClick={() => run.mutate(false)}>
                {words("carryOut")}
              </Button>
            </div>
          )}
        </EnrolReport>
      )}
    </Stack>
  );
}
