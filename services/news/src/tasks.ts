import type { Task } from "@platform/kit";
import { publishScheduled } from "./articles/publish.ts";
import { refreshDue } from "./imports/refresh.ts";

export const tasks: Task[] = [
  { name: "schedule", everySeconds: 10, run: publishScheduled },
  { name: "feeds", everySeconds: 60, run: refreshDue },
];
