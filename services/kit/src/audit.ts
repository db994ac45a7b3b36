import { CallAudited } from "@platform/grpc/platform/operations/v1/operations_events.ts";
import { drizzle } from "drizzle-orm/postgres-js";
import type { Ctx, Runtime } from "./context.ts";
import type { MethodContract } from "./contract.ts";
import type { Tx } from "./database.ts";
import { emit } from "./events/emit.ts";

/**
 * Announces how a call ended whose contract says `audit`. It is written before the caller has the answer; when that
 * fails the answer stands, and the log says what the audit lacks.
 */
export async function auditCall(
  runtime: Runtime,
  contract: MethodContract,
  ctx: Pick<Ctx, "caller" | "client" | "requestId">,
  outcome: string,
): Promise<void> {
  const { caller, client } = ctx;
  if (!contract.options.audit || caller.kind !== "person" || runtime.auditsItself || !runtime.sql) return;
  const method = `${contract.descriptor.parent.name}.${contract.descriptor.name}`;
  const line = { accountId: caller.id, method, outcome, ...client };
  try {
    await drizzle(runtime.sql).transaction((tx) => emit(tx as unknown as Tx, CallAudited, line));
    runtime.committed();
  } catch (err) {
    runtime.log.error({ err, method: contract.path, requestId: ctx.requestId }, "a call could not be audited");
  }
}
