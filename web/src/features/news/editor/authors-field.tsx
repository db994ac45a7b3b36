import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useWords } from "../../../lib/words.ts";
import { PersonField } from "../../knowledge/person-field.tsx";
import styles from "./editor.module.css";
import type { DraftUnderPen } from "./use-draft.ts";
import { editorWords } from "./words.ts";

/** Who wrote the article; the last one cannot be removed. */
export function AuthorsField({ pen: { draft, fields, change } }: { pen: DraftUnderPen }) {
  const words = useWords(editorWords);
  const [names, setNames] = useState(
    () => new Map(draft.article?.head?.authors.map(({ accountId, name }) => [accountId, name])),
  );
  const [round, setRound] = useState(0);
  const { authorIds } = fields;

  function add(accountId: string, name: string) {
    if (!accountId || authorIds.includes(accountId)) return;
    setNames((now) => new Map(now).set(accountId, name));
    change({ authorIds: [...authorIds, accountId] });
    // The field is for the next one.
    setRound((now) => now + 1);
  }

  return (
    <div>
      <span className={styles.label}>{words("authors")}</span>
      <ul className={styles.authors}>
        {authorIds.map((accountId) => {
          const name = names.get(accountId) || words("somebody");
          return (
            <li key={accountId}>
              <span>{name}</span>
              {authorIds.length > 1 && (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={words("removeAuthor", { name })}
                  onClick={() => change({ authorIds: authorIds.filter((id) => id !== accountId) })}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              )}
            </li>
          );
        })}
      </ul>
      {authorIds.length < 10 && (
        <PersonField key={round} label={words("addAuthor")} accountId="" name="" onChange={add} />
      )}
    </div>
  );
}
