import { useQuery } from "@connectrpc/connect-query";
import { Button, Group } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { DiscussionService } from "@platform/connect/platform/knowledge/v1/discussion_service_pb.ts";
import { useRef, useState } from "react";
import { SayFields } from "../../../components/say-fields.tsx";
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
  const field = useRef<HTMLTextAreaElement>(null);

  async function say() {
    if (await onSay(writeMentions(typed))) setTyped(readMentions(""));
  }

  return (
    <SayFields
      label={label}
      action={action}
      cancel={words("cancel")}
      hint={words("hint")}
      text={typed.text}
      changed={writeMentions(typed) !== before}
      field={field}
      onText={(text) => setTyped({ ...typed, text })}
      onSay={say}
      onCancel={onCancel}
    >
      <People
        pageId={pageId}
        typed={typedMention(typed.text)}
        onChoose={(person) => {
          setTyped(completeMention(typed, person));
          field.current?.focus();
        }}
      />
    </SayFields>
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
