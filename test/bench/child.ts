import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** A program of the bench in a process of its own, which does one job after another. */
export interface Child {
  ask<Answer>(job: unknown): Promise<Answer>;
  stop(): Promise<void>;
}

/** Starts a bundled program of the bench. */
export function startChild(name: string, env: Record<string, string> = {}): Child {
  const child: ChildProcess = fork(join(import.meta.dirname, `${name}.js`), {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, ...env },
  });
  const exited = once(child, "exit");
  return {
    async ask<Answer>(job: unknown): Promise<Answer> {
      const answered = once(child, "message") as Promise<[{ answer: Answer } | { failed: string }]>;
      child.send(job as object);
      const [message] = await Promise.race([
        answered,
        exited.then(([code]) => Promise.reject(new Error(`${name} ended with ${code}`))),
      ]);
      if ("failed" in message) throw new Error(`${name}: ${message.failed}`);
      return message.answer;
    },
    async stop() {
      child.disconnect();
      await exited;
    },
  };
}

/** Does the jobs that the parent sends; ends when it lets go. */
export function serveJobs<Job>(work: (job: Job) => Promise<unknown>, close: () => Promise<void>): void {
  process.on("message", (job) => {
    work(job as Job).then(
      (answer) => process.send?.({ answer: answer ?? null }),
      (error: unknown) =>
        process.send?.({ failed: error instanceof Error ? (error.stack ?? error.message) : "failed" }),
    );
  });
  process.on("disconnect", () => {
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
