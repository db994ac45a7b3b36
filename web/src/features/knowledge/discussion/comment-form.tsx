import { useQuery } from "@connectrpc/connect-query";
import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { DiscussionService } from "@platform/connect/platform/knowledge/v1/discussion_service_pb.ts";
import { useRef, useState } from "react";
import { useWords } from "../../../lib/words.ts";
import { completeMention, type Mentioned, readMentions, typedMention, writeMentions } from "./mentions.ts";
import { discussionWords } from "./words.ts";

/** Where a comment is written; people are completed behind an `@`. */
export function CommentForm({
  pageId,
  label,
  action,
  text: before = "",
  onSay,
  onCancel,
}: {
  pageId: string;
  label: string;
  action: string;
  /** What the comment says so far. */
  text?: string;
  /** Answers whether it went well. */
  onSay: (markdown: string) => Promise<boolean>;
  onCancel?: () => void;
}) {
  const words = useWords(discussionWords);
  const [typed, setTyped] = useState(() => readMentions(before));
  const [sending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);

  const isBlank = typed.text.trim() === "";

  async function say() {
    if (isBlank || sending) return;
    setSending(true);
    const said = await onSay(writeMentions(typed));
    setSending(false);
    if (said) setTyped(readMentions(""));
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void say();
      }}
    >
      <Stack gap="xs">
        <Textarea
          ref={field}
          label={label}
          description={words("hint")}
          size="md"
          autosize
          minRows={2}
          maxRows={16}
          maxLength={5000}
          // Opened by a button, it is where one goes on.
          autoFocus={onCancel !== undefined}
          value={typed.text}
          onChange={(event) => setTyped({ ...typed, text: event.currentTarget.value })}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void say();
            if (event.key === "Escape" && writeMentions(typed) === before) onCancel?.();
          }}
        />
        <People
          pageId={pageId}
          typed={typedMention(typed.text)}
          onChoose={(person) => {
            setTyped(completeMention(typed, person));
            field.current?.focus();
          }}
        />
        <Group gap="xs">
          <Button type="submit" loading={sending} disabled={isBlank}>
            {action}
          </Button>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {words("cancel")}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

function People({
  pageId,
  typed,
  onChoose,
}: {
  pageId: string;
  typed: string | undefined;
  onChoose: (person: Mentioned) => void;
}) {
  const words = useWords(discussionWords);
  const [text] = useDebouncedValue(typed ?? "", 150);
  const { data } = useQuery(DiscussionService.method.suggestPeople, { pageId, text }, { enabled: text !== "" });
  const people = typed && text ? (data?.people ?? []) : [];
  return (
    <div role="status" aria-label={words("people")}>
      {people.length > 0 && (
        <Group gap="xs">
          {people.map((person) => (
            <Button key={person.accountId} variant="light" size="sm" onClick={() => onChoose(person)}>
              {words("mention", { name: person.name })}
            </Button>
          ))}
        </Group>
      )}
    </div>
  );
}
