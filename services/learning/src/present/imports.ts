import { ImportOutcome, ImportState } from "@platform/grpc/platform/learning/v1/import_service.ts";
import type { ImportHead } from "../imports/jobs.ts";
import type { ReportLine } from "../schema.ts";

export function presentImport({ uploadKey: _uploadKey, accountId: _accountId, ...head }: ImportHead) {
  return {
    ...head,
    state: ImportState[head.state],
    courseId: head.courseId ?? "",
    endTime: head.endTime ?? undefined,
  };
}

export function presentLine(line: ReportLine) {
  return { ...line, outcome: ImportOutcome[line.outcome] };
}
