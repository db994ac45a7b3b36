import type { Task } from "@platform/kit";
import { dropUnusedFiles } from "./assignments/files.ts";
import { dropOldFiles } from "./certificates/files.ts";
import { keepIssuerSealed } from "./certificates/issuer.ts";
import { watchDeadlines } from "./deadlines.ts";
import { dropOldExports } from "./exports/kept.ts";
import { runImports } from "./imports/run.ts";
import { dropUnusedPackages } from "./packages/unused.ts";

const minute = 60;
const hour = 60 * minute;

export const tasks: Task[] = [
  { name: "imports", everySeconds: 1, run: runImports },
  { name: "exports", everySeconds: hour, run: dropOldExports },
  { name: "deadlines", everySeconds: minute, run: watchDeadlines },
  { name: "certificate-files", everySeconds: hour, run: dropOldFiles },
  { name: "submission-files", everySeconds: 24 * hour, run: dropUnusedFiles },
  { name: "packages", everySeconds: hour, run: dropUnusedPackages },
  { name: "issuer-keys", everySeconds: hour, run: keepIssuerSealed },
];
