import { Button, TextInput } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { Confirm } from "../../../components/confirm.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useWords } from "../../../lib/words.ts";
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
  conflict,
  sending,
  closeTo,
}: {
  proposes: boolean;
  dirty: boolean;
  ready: boolean;
  save: UseMutationResult<unknown, unknown, boolean>;
  summary: string;
  onSummary: (summary: string) => void;
  /** What is shown where somebody else saved meanwhile. */
  conflict: ReactNode;
  /** The file that is on its way; empty for none. */
  sending: string;
  closeTo: string;
}) {
  const words = useWords(editWords);
  const reason = save.error ? readFailure(save.error).reason : "";
  return (
    <>
      {reason === "PAGE_CHANGED" && conflict}
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
