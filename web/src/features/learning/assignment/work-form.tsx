import { ActionIcon, Button, FileButton, Text, Textarea } from "@mantine/core";
import { UploadPurpose } from "@platform/connect/platform/bff/v1/upload_service_pb.ts";
import type { Assignment, Submission } from "@platform/connect/platform/learning/v1/assignment_pb.ts";
import type { HandInSubmissionResponse } from "@platform/connect/platform/learning/v1/assignment_service_pb.ts";
import { IconFile, IconPaperclip, IconX } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { upload } from "../../../lib/upload.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import styles from "./assignment.module.css";
import { assignmentClient, type Place } from "./use-submission.ts";
import { assignmentWords } from "./words.ts";
import { useSize } from "./work-view.tsx";

const refusals = new Set([
  "FILES_TOO_MANY",
  "FILE_TOO_LARGE",
  "FILE_TYPE_REFUSED",
  "SUBMISSION_EMPTY",
  "SUBMISSION_CLOSED",
] as const);
type Known = typeof refusals extends Set<infer Reason> ? Reason : never;

/** The learner's draft, kept while it is written, and the button that hands it in. */
export function WorkForm({
  assignment,
  submission,
  place,
  onChanged,
  onHandedIn,
  onClose,
}: {
  assignment: Assignment;
  submission: Submission;
  place: Place;
  onChanged: (answer: { submission?: Submission }) => void;
  onHandedIn: (answer: HandInSubmissionResponse) => void;
  onClose?: () => void;
}) {
  const words = useWords(assignmentWords);
  const { code } = useLanguage();
  const size = useSize();
  const draft = submission.draft ?? submission.work;
  const [text, setText] = useState(draft?.text ?? "");
  const [sent, setSent] = useState<number>();
  const files = draft?.files ?? [];
  const { textAnswer, maxFiles, maxFileMebibytes, fileTypes } = assignment;

  const keep = useMutation({
    mutationFn: () => assignmentClient.saveSubmissionText({ ...place, text }),
    onSuccess: onChanged,
  });
  const add = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > maxFileMebibytes << 20) throw new FileTooLarge();
      setSent(0);
      const uploadKey = await upload(file, UploadPurpose.SUBMISSION_FILE, { onProgress: setSent });
      const name = file.name.replace(/[/\\\p{Cc}]/gu, "_").slice(-255) || "file";
      return assignmentClient.addSubmissionFile({ ...place, uploadKey, name });
    },
    onSuccess: onChanged,
    onSettled: () => setSent(undefined),
  });
  const remove = useMutation({
    mutationFn: (fileId: string) => assignmentClient.removeSubmissionFile({ ...place, fileId }),
    onSuccess: onChanged,
  });
  const handIn = useMutation({
    mutationFn: async () => {
      if (text !== (draft?.text ?? "")) await assignmentClient.saveSubmissionText({ ...place, text });
      return assignmentClient.handInSubmission(place);
    },
    onSuccess: onHandedIn,
  });
  const failed = handIn.error ?? add.error ?? remove.error ?? keep.error;

  // Who leaves the page with the cursor in the field keeps the text as well.
  const leaving = useRef<() => void>(() => {});
  leaving.current = () => {
    if (text !== (draft?.text ?? "") && !handIn.isPending) keep.mutate();
  };
  useEffect(() => () => leaving.current(), []);

  return (
    <div className={styles.form}>
      {textAnswer && (
        <Textarea
          label={words("text")}
          description={words("textHint")}
          autosize
          minRows={5}
          maxRows={30}
          maxLength={100_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={() => leaving.current()}
        />
      )}
      {maxFiles > 0 && (
        <div className={styles.attach}>
          <strong>{words("files")}</strong>
          <span className="quiet">
            {words("filesHint", { count: maxFiles, size: maxFileMebibytes })}{" "}
            {fileTypes.length > 0 && words("fileTypes", { types: fileTypes.join(", ") })}
          </span>
          {files.length > 0 && (
            <ul className={styles.files}>
              {files.map((file) => (
                <li key={file.id}>
                  <IconFile size={20} stroke={1.5} aria-hidden />
                  <a href={file.url} download={file.name}>
                    {file.name}
                  </a>
                  <span className="quiet tabular">{size(file.size)}</span>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={36}
                    aria-label={words("removeFile", { name: file.name })}
                    onClick={() => remove.mutate(file.id)}
                  >
                    <IconX size={18} stroke={1.7} aria-hidden />
                  </ActionIcon>
                </li>
              ))}
            </ul>
          )}
          {files.length < maxFiles && (
            <FileButton
              onChange={(file) => file && add.mutate(file)}
              {...(fileTypes.length > 0 && { accept: fileTypes.map((type) => `.${type}`).join(",") })}
            >
              {(props) => (
                <Button
                  {...props}
                  variant="default"
                  loading={add.isPending}
                  leftSection={<IconPaperclip size={18} aria-hidden />}
                >
                  {words("addFile")}
                </Button>
              )}
            </FileButton>
          )}
          {sent !== undefined && (
            <Text size="sm" className="quiet tabular" role="status">
              {words("sending", { percent: new Intl.NumberFormat(code, { style: "percent" }).format(sent) })}
            </Text>
          )}
        </div>
      )}
      <Failure error={failed} assignment={assignment} />
      <div className={styles.again}>
        <Button loading={handIn.isPending} disabled={add.isPending} onClick={() => handIn.mutate()}>
          {words(submission.work ? "handInAgain" : "handIn")}
        </Button>
        {onClose && !submission.draft && (
          <Button variant="subtle" onClick={onClose}>
            {words("keep")}
          </Button>
        )}
        <span className="quiet" role="status">
          {submission.draft && words(submission.work ? "notHandedIn" : "kept")}
        </span>
      </div>
    </div>
  );
}

class FileTooLarge extends Error {}

function Failure({ error, assignment }: { error: unknown; assignment: Assignment }) {
  const words = useWords(assignmentWords);
  const say = useFailureWords();
  if (!error) return null;
  const failure = readFailure(error);
  const reason = error instanceof FileTooLarge ? "FILE_TOO_LARGE" : failure.reason;
  const values = { size: assignment.maxFileMebibytes, types: assignment.fileTypes.join(", ") };
  return (
    <Text size="sm" c="var(--bad)" role="alert">
      {refusals.has(reason as Known) ? words(reason as Known, values) : say(failure)}
    </Text>
  );
}
