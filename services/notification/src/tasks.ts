import type { Task } from "@platform/kit";
import { sendLetters } from "./letters.ts";
import { forgetSubscribers } from "./newsletter/subscribers.ts";

export const tasks: Task[] = [
  { name: "letters", everySeconds: 1, run: sendLetters },
  { name: "subscribers", everySeconds: 600, run: forgetSubscribers },
];
