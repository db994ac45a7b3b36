import type { Task } from "@platform/kit";
import { saveDue } from "./collaboration/save.ts";
import { dropOldDocuments } from "./collaboration/sessions.ts";
import { emptyBins } from "./pages/trash.ts";
import { dropUnnamedFiles } from "./pages/unnamed-files.ts";
import { dropOldExports } from "./transfer/export/run.ts";
import { runJobs } from "./transfer/work.ts";
import { tellDue } from "./upkeep/reviews.ts";

const hour = 3600;

export const tasks: Task[] = [
  { name: "transfer", everySeconds: 1, run: runJobs },
  { name: "documents", everySeconds: 1, run: saveDue },
  { name: "old documents", everySeconds: hour, run: dropOldDocuments },
  { name: "exports", everySeconds: hour, run: dropOldExports },
  { name: "bins", everySeconds: hour, run: emptyBins },
  { name: "unnamed files", everySeconds: 24 * hour, run: dropUnnamedFiles },
  { name: "reviews", everySeconds: 60, run: tellDue },
];
