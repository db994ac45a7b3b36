import { Button, Group, TextInput } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import { Link } from "react-router";
import { Confirm } from "../../../components/confirm.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useWords } from "../../../lib/words.ts";
import styles from "../knowledge.module.css";
import own from "./edit.module.css";
import { editWords } from "./words.ts";

/** Saves a page, and says what to do where that was refused. */
export function SaveBar({
  proposes,
  dirty,
  ready,
  save,
  summary,
  onSummary,
  onGoOn,
  sending,
  closeTo,
}: {
  proposes: boolean;
  dirty: boolean;
  ready: boolean;
  save: UseMutationResult<unknown, unknown, boolean>;
  summary: string;
  onSummary: (summary: string) => void;
  /** Goes on from what somebody else saved, with one's own text or with theirs. */
  onGoOn: (mine: boolean) => void;
  /** The file that is on its way; empty for none. */
  sending: string;
  closeTo: string;
}) {
  const words = useWords(editWords);
  const reason = save.error ? readFailure(save.error).reason : "";
  return (
    <>
      {reason === "PAGE_CHANGED" && (
        <div className={styles.notice} role="alert">
          {words("conflict")}
          <Group gap="xs">
            <Button size="sm" variant="default" onClick={() => onGoOn(false)}>
              {words("takeTheirs")}
            </Button>
            <Button size="sm" variant="default" onClick={() => onGoOn(true)}>
              {words("keepMine")}
            </Button>
          </Group>
        </div>
      )}
      {reason !== "" && reason !== "PAGE_CHANGED" && reason !== "PROPOSAL_OPEN" && <FormFailure error={save.error} />}
      {reason === "PROPOSAL_OPEN" && (
        <Confirm
          title={words("pastTitle")}
          action={words("pastAct")}
          pending={save.isPending}
          onConfirm={() => save.mutate(true)}
          onClose={() => save.reset()}
        >
          {words("pastText")}
        </Confirm>
      )}
      <div className={own.bar}>
        <TextInput
          aria-label={words("summary")}
          placeholder={words("summary")}
          maxLength={200}
          value={summary}
          onChange={(event) => onSummary(event.currentTarget.value)}
        />
        <span className={own.said} role="status">
          {sending
            ? words("sending", { name: sending })
            : !ready
              ? words("titleMissing")
              : dirty
                ? words("unsaved")
                : save.isSuccess && words(proposes ? "proposed" : "saved")}
        </span>
        <Button component={Link} to={closeTo} variant="default">
          {words("cancel")}
        </Button>
        <Button disabled={!dirty || !ready} loading={save.isPending} onClick={() => save.mutate(false)}>
          {words(proposes ? "propose" : "save")}
        </Button>
      </div>
    </>
  );
}
