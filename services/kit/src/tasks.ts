import type { Sql } from "postgres";
import type { Ctx } from "./context.ts";
import { createLoop, type Loop } from "./events/loop.ts";
import type { Task } from "./service.ts";
import type { Logger } from "./telemetry/logger.ts";

/** Runs a service's tasks, each in one process at a time by an advisory lock. */
export function startTasks(tasks: readonly Task[], sql: Sql, log: Logger, openContext: () => Ctx): Loop[] {
  return tasks.map((task) => {
    const everyMs = task.everySeconds * 1000;
    const onError = (err: unknown) => log.error({ err, task: task.name }, "a task failed");
    return createLoop({ everyMs, retryMs: everyMs, onError }, async () => {
      await alone(sql, `task:${task.name}`, () => task.run(openContext()));
      return false;
    });
  });
}

async function alone(sql: Sql, name: string, work: () => Promise<void>): Promise<void> {
  const connection = await sql.reserve();
  try {
    const [row] = await connection<{ held: boolean }[]>`select pg_try_advisory_lock(hashtext(${name})) as held`;
    if (!row?.held) return;
    try {
      await work();
    } finally {
      // A lost connection has lost the lock as well.
      await connection`select pg_advisory_unlock(hashtext(${name}))`.catch(() => undefined);
    }
  } finally {
    connection.release();
  }
}
