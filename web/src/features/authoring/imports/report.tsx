import { Button, Group, NativeSelect } from "@mantine/core";
import {
  type Import,
  type ImportLine,
  ImportOutcome,
} from "@platform/connect/platform/learning/v1/import_service_pb.ts";
import { useSearchParams } from "react-router";
import { Tabs } from "../../../components/tabs.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "./imports.module.css";
import { useReasons } from "./reasons.ts";
import { ReportTable } from "./report-table.tsx";
import { importWords } from "./words.ts";

const outcomes = {
  taken: ImportOutcome.TAKEN,
  changed: ImportOutcome.CHANGED,
  "left-out": ImportOutcome.LEFT_OUT,
} as const;
const pageSize = 50;

/** What became of every piece of the source, by outcome and reason; the choice stands in the address. */
export function Report({ job, lines }: { job: Import; lines: ImportLine[] }) {
  const words = useWords(importWords);
  const { say } = useReasons();
  const [params, setParams] = useSearchParams();
  const outcome = params.get("outcome") ?? "all";
  const reason = params.get("reason") ?? "";
  const page = Math.max(1, Number(params.get("page")) || 1);

  const ofOutcome = lines.filter(
    (line) => outcome === "all" || line.outcome === outcomes[outcome as keyof typeof outcomes],
  );
  const messages = new Map(ofOutcome.filter(({ reason: why }) => why).map((line) => [line.reason, line.message]));
  const shown = ofOutcome.filter((line) => !reason || line.reason === reason);
  const from = (Math.min(page, Math.max(1, Math.ceil(shown.length / pageSize))) - 1) * pageSize;
  const part = shown.slice(from, from + pageSize);

  const to = (next: Record<string, string>) => {
    const search = new URLSearchParams(Object.entries(next).filter(([, value]) => value)).toString();
    return search ? `?${search}` : "?";
  };
  const tab = (name: string, label: string, count: number) => ({
    to: to(name === "all" ? {} : { outcome: name }),
    label,
    current: outcome === name,
    count,
  });
  const turn = (next: number) => setParams({ ...Object.fromEntries(params), page: String(next) });

  return (
    <section className={styles.part}>
      <Tabs
        label={words("filter")}
        tabs={[
          tab("all", words("all"), lines.length),
          tab("taken", words("taken"), job.taken),
          tab("changed", words("changed"), job.changed),
          tab("left-out", words("leftOut"), job.leftOut),
        ]}
      />
      {messages.size > 1 && (
        <NativeSelect
          className={styles.reasons}
          label={words("reason")}
          value={reason}
          onChange={(event) => {
            const next = { ...(outcome !== "all" && { outcome }), reason: event.currentTarget.value };
            setParams(to(next).slice(1), { replace: true });
          }}
          data={[
            { value: "", label: words("everyReason") },
            ...[...messages]
              .map(([value, message]) => ({ value, label: say(value, message) }))
              .sort((a, b) => a.label.localeCompare(b.label)),
          ]}
        />
      )}
      {shown.length === 0 ? (
        <p className="quiet">{words("noLines")}</p>
      ) : (
        <ReportTable courseId={job.courseId} lines={part} />
      )}
      {shown.length > pageSize && (
        <Group justify="space-between">
          <span className="quiet tabular" role="status">
            {words("shown", { from: from + 1, to: from + part.length, count: shown.length })}
          </span>
          <Group gap="xs">
            <Button variant="default" size="sm" disabled={from === 0} onClick={() => turn(page - 1)}>
              {words("previous")}
            </Button>
            <Button
              variant="default"
              size="sm"
              disabled={from + pageSize >= shown.length}
              onClick={() => turn(page + 1)}
            >
              {words("next")}
            </Button>
          </Group>
        </Group>
      )}
    </section>
  );
}
