import { Link } from "react-router";
import { useWords } from "../../../lib/words.ts";
import { proposalAddress } from "../address.ts";
import styles from "../knowledge.module.css";
import { editWords } from "./words.ts";

/** What a writer should know before they go on. */
export function EditNotices({
  proposes,
  continuing,
  waitingId,
}: {
  proposes: boolean;
  continuing: boolean;
  /** The proposal that waits for an editor who does not go on with it; empty for none. */
  waitingId: string;
}) {
  const words = useWords(editWords);
  return (
    <>
      {proposes && <div className={styles.notice}>{words(continuing ? "continuing" : "proposing")}</div>}
      {waitingId && (
        <div className={styles.notice}>
          {words("waiting")}
          <Link to={proposalAddress(waitingId)}>{words("seeIt")}</Link>
        </div>
      )}
    </>
  );
}
