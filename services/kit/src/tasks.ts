import type { ReservedSql, Sql } from "postgres";
import type { Ctx } from "./context.ts";
import { createLoop, type Loop } from "./events/loop.ts";
import type { Task } from "./service.ts";
import type { Logger } from "./telemetry/logger.ts";

/** Runs a service's tasks, each in one process at a time by an advisory lock. */
export function startTasks(tasks: readonly Task[], sql: Sql, log: Logger, openContext: () => Ctx): Loop[] {
  const locks = new Locks(sql);
  return tasks.map((task) => {
    const everyMs = task.everySeconds * 1000;
    const onError = (err: unknown) => log.error({ err, task: task.name }, "a task failed");
    return createLoop({ everyMs, retryMs: everyMs, onError }, async () => {
      await locks.alone(`task:${task.name}`, () => task.run(openContext()));
      return false;
    });
  });
}

/** Locks that one connection holds: one each would take the pool away from the work that they are for. */
class Locks {
  readonly #sql: Sql;
  #connection: Promise<ReservedSql> | undefined;
  #users = 0;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Does the work, unless another process does it now. */
  async alone(name: string, work: () => Promise<void>): Promise<void> {
    this.#users++;
    this.#connection ??= this.#sql.reserve();
    try {
      const connection = await this.#connection;
      const [row] = await connection<{ held: boolean }[]>`select pg_try_advisory_lock(hashtext(${name})) as held`;
      if (!row?.held) return;
      try {
        await work();
      } finally {
        // A lost connection has lost the lock as well.
        await connection`select pg_advisory_unlock(hashtext(${name}))`.catch(() => undefined);
      }
    } finally {
      this.#users--;
      if (this.#users === 0) this.#giveBack();
    }
  }

  #giveBack(): void {
    this.#connection?.then(
      (connection) => connection.release(),
      () => undefined,
    );
    this.#connection = undefined;
  }
}
