import { NativeSelect, Stack, Title } from "@mantine/core";
import { type JobLine, JobOutcome } from "@platform/connect/platform/knowledge/v1/transfer_service_pb.ts";
import { useState } from "react";
import { Link } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { useWords } from "../../../lib/words.ts";
import { anyPage } from "../address.ts";
import styles from "./transfer.module.css";
import { reasonWord, transferWords } from "./words.ts";

const looks = {
  [JobOutcome.UNSPECIFIED]: ["plain", "taken"],
  [JobOutcome.TAKEN]: ["good", "taken"],
  [JobOutcome.CHANGED]: ["warn", "changed"],
  [JobOutcome.LEFT_OUT]: ["bad", "leftOut"],
} as const;
const everything = "0";

/** What became of each file of an import; those of one outcome alone, when asked. */
export function ReportTable({ lines }: { lines: JobLine[] }) {
  const words = useWords(transferWords);
  const [shown, setShown] = useState(everything);
  const kept = lines.filter(({ outcome }) => shown === everything || String(outcome) === shown);
  return (
    <Stack component="section" gap="sm">
      <Title order={2}>{words("report")}</Title>
      <NativeSelect
        aria-label={words("show")}
        maw={280}
        value={shown}
        data={[
          { value: everything, label: `${words("all")} (${lines.length})` },
          ...[JobOutcome.TAKEN, JobOutcome.CHANGED, JobOutcome.LEFT_OUT].map((outcome) => ({
            value: String(outcome),
            label: `${words(looks[outcome][1])} (${lines.filter((line) => line.outcome === outcome).length})`,
          })),
        ]}
        onChange={(event) => setShown(event.currentTarget.value)}
      />
      {kept.length === 0 ? <p className="quiet">{words("none")}</p> : <Lines lines={kept} />}
    </Stack>
  );
}

function Lines({ lines }: { lines: JobLine[] }) {
  const words = useWords(transferWords);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard.
    <div className={`card ${styles.frame}`} tabIndex={0}>
      <table className={styles.report}>
        <thead>
          <tr>
            <th scope="col">{words("file")}</th>
            <th scope="col">{words("outcome")}</th>
            <th scope="col">{words("why")}</th>
            <th scope="col">{words("page")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ source, outcome, reason, detail, pageId }) => {
            const [tone, word] = looks[outcome];
            return (
              <tr key={source}>
                <td>{source}</td>
                <td>
                  <Chip tone={tone}>{words(word)}</Chip>
                </td>
                <td>
                  {reason && reasonWord(words, reason)}
                  {detail && <small className="quiet">{detail}</small>}
                </td>
                <td>
                  {pageId && (
                    <Link to={anyPage(pageId)} aria-label={words("openPageOf", { source })}>
                      {words("openPage")}
                    </Link>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
