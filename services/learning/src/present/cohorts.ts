import { ImportOutcome } from "@platform/grpc/platform/learning/v1/import_service.ts";
import type { CohortView } from "../cohorts/cohorts.ts";
import type { DueItem } from "../cohorts/due-items.ts";
import type { EnrolLine } from "../cohorts/enrol-list.ts";

export function presentCohort({ cohort, learnerCount }: CohortView) {
  const { id, title, startTime, endTime, code, dates } = cohort;
  return {
    id,
    title,
    startTime: startTime ?? undefined,
    endTime: endTime ?? undefined,
    code: code ?? "",
    dates: Object.entries(dates).map(([itemId, time]) => ({ itemId, dueTime: new Date(time) })),
    learnerCount,
  };
}

export function presentDueItem({ itemId, title, dueTime, dueDays }: DueItem) {
  return { itemId, title, dueTime: dueTime === null ? undefined : new Date(dueTime), dueDays };
}

export function presentEnrolLine(line: EnrolLine) {
  return { ...line, outcome: ImportOutcome[line.outcome] };
}
