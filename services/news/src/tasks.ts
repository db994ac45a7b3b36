import type { Task } from "@platform/kit";
import { publishScheduled } from "./articles/publish.ts";

export const tasks: Task[] = [{ name: "schedule", everySeconds: 10, run: publishScheduled }];
