import { Button, TextInput } from "@mantine/core";
import type { UseMutationResult } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { Confirm } from "../../../components/confirm.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useWords } from "../../../lib/words.ts";
import own from "./edit.module.css";
import type { Standing } from "./together/line.ts";
import { useLasting } from "./together/use-lasting.ts";
import { editWords } from "./words.ts";

/** Saves a page at once, and says how far it is saved by itself. */
export function SaveBar({
  standing,
  title,
  titleChanged,
  save,
  summary,
  onSummary,
  sending,
  closeTo,
}: {
  standing: Standing;
  title: string;
  titleChanged: boolean;
  save: UseMutationResult<unknown, unknown, boolean>;
  summary: string;
  onSummary: (summary: string) => void;
  /** The file that is on its way; empty for none. */
  sending: string;
  closeTo: string;
}) {
  const words = useWords(editWords);
  const said = useSaid(standing, save.isSuccess);
  const { phase, proposes, unsaved } = standing;
  const reason = save.error ? readFailure(save.error).reason : "";
  const ready = title.trim() !== "" && phase === "ON" && (unsaved || titleChanged);
  return (
    <>
      {phase === "OVER" && <FormFailure error={standing.error} />}
      {reason !== "" && reason !== "PROPOSAL_OPEN" && <FormFailure error={save.error} />}
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
          {sending ? words("sending", { name: sending }) : title.trim() === "" ? words("titleMissing") : said}
        </span>
        <Button component={Link} to={closeTo} variant="default">
          {words("cancel")}
        </Button>
        <Button disabled={!ready} loading={save.isPending} onClick={() => save.mutate(false)}>
          {words(proposes ? "propose" : "save")}
        </Button>
      </div>
    </>
  );
}

/** How far what was typed has come. That it is on its way is said only where that takes long. */
function useSaid({ phase, unsent, unsaved, proposes }: Standing, saved: boolean): string {
  const words = useWords(editWords);
  const slow = useLasting(unsent);
  const [typed, setTyped] = useState(false);
  useEffect(() => {
    if (unsaved) setTyped(true);
  }, [unsaved]);
  if (phase === "LOST") return words("lost");
  if (phase === "OVER") return words("over");
  if (slow) return words("keeping");
  if (unsaved) return words("kept");
  return typed || saved ? words(proposes ? "proposed" : "saved") : "";
}
