import { Text } from "@mantine/core";
import {
  type CompareRevisionsResponse,
  DiffKind,
  type DiffLine,
} from "@platform/connect/platform/knowledge/v1/history_service_pb.ts";
import { Fragment } from "react";
import { useWords } from "../../../lib/words.ts";
import styles from "./diff.module.css";
import { historyWords } from "./words.ts";

/** What changed between two texts: by sign and colour, and within a line by underlining. */
export function Diff({ compared }: { compared: CompareRevisionsResponse }) {
  const words = useWords(historyWords);
  const { lines, titleBefore, titleAfter, added, removed } = compared;
  return (
    <>
      {titleBefore !== "" && titleBefore !== titleAfter && <Text>{words("titleWas", { before: titleBefore })}</Text>}
      {added + removed === 0 ? (
        <p className="quiet">{words("same")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard.
        <div className={`card ${styles.diff}`} tabIndex={0}>
          {lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no name but their place.
            <Line key={index} line={line} />
          ))}
        </div>
      )}
    </>
  );
}

function Line({ line: { kind, parts, skipped } }: { line: DiffLine }) {
  const words = useWords(historyWords);
  if (kind === DiffKind.SKIPPED) return <div className={styles.skipped}>{words("skipped", { count: skipped })}</div>;
  const added = kind === DiffKind.ADDED;
  const removed = kind === DiffKind.REMOVED;
  const Changed = added ? "ins" : "del";
  return (
    <div className={styles.line} data-kind={added ? "added" : removed ? "removed" : undefined}>
      <span aria-hidden>{added ? "+" : removed ? "−" : ""}</span>
      <span>
        {(added || removed) && <span className="hidden">{words(added ? "lineAdded" : "lineRemoved")}: </span>}
        {parts.map(({ text, changed }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place.
          <Fragment key={index}>{changed ? <Changed>{text}</Changed> : text}</Fragment>
        ))}
      </span>
    </div>
  );
}
