import type { Task } from "@platform/kit";
import { emptyBins } from "./pages/trash.ts";
import { tellDue } from "./upkeep/reviews.ts";

const hour = 3600;

export const tasks: Task[] = [
  { name: "bins", everySeconds: hour, run: emptyBins },
  { name: "reviews", everySeconds: 60, run: tellDue },
];
