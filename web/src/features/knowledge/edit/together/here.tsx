import { PersonAvatar } from "../../../../components/person-avatar.tsx";
import { useWords } from "../../../../lib/words.ts";
import { editWords } from "../words.ts";
import styles from "./here.module.css";
import type { Other } from "./others.ts";

const shown = 5;

/** Who else writes on the page. */
export function Here({ people }: { people: readonly Pick<Other, "accountId" | "name">[] }) {
  const words = useWords(editWords);
  if (people.length === 0) return null;
  return (
    <ul className={styles.here} aria-label={words("here")}>
      {people.slice(0, shown).map(({ accountId, name }) => (
        <li key={accountId} title={name}>
          <PersonAvatar name={name} size={28} />
          <span className={styles.name}>{name}</span>
        </li>
      ))}
      {people.length > shown && <li className={styles.more}>+{people.length - shown}</li>}
    </ul>
  );
}
