import type { Task } from "@platform/kit";
import { emptyBins } from "./pages/trash.ts";
import { dropOldExports } from "./transfer/export/run.ts";
import { runJobs } from "./transfer/work.ts";
import { tellDue } from "./upkeep/reviews.ts";

const hour = 3600;

export const tasks: Task[] = [
  { name: "transfer", everySeconds: 1, run: runJobs },
  { name: "exports", everySeconds: hour, run: dropOldExports },
  { name: "bins", everySeconds: hour, run: emptyBins },
  { name: "reviews", everySeconds: 60, run: tellDue },
];
