import { PersonalDataRequested } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import {
  type Ctx,
  type Database,
  emit,
  keyRing,
  personalServices,
  refuse,
  seal,
  type Tx,
  unseal,
  uuid7,
} from "@platform/kit";
import { and, eq, lt } from "drizzle-orm";
import { findAccount } from "./accounts.ts";
import { type Origin, recordAct } from "./audit.ts";
import { exportParts, exports } from "./schema.ts";

const keptMs = 7 * 24 * 3600_000;

/** Asks every service for what it holds of a person. */
export async function requestExport(tx: Tx, accountId: string, origin: Origin, now: Date): Promise<string> {
  await findAccount(tx, accountId);
  const id = uuid7();
  await tx.insert(exports).values({ id, accountId, createTime: now });
  await recordAct(tx, { accountId, actor: accountId, action: "export.requested" }, origin, now);
  await emit(tx, PersonalDataRequested, { accountId, exportId: id });
  return id;
}

/** Keeps a service's part, sealed; a part of an export that is gone is dropped. */
export async function addPart(tx: Tx, exportId: string, service: string, document: string): Promise<void> {
  const [wanted] = await tx.select({ id: exports.id }).from(exports).where(eq(exports.id, exportId)).for("share");
  if (!wanted) return;
  const sealed = seal(keyRing(), document, about(exportId, service));
  await tx
    .insert(exportParts)
    .values({ exportId, service, document: sealed })
    .onConflictDoUpdate({ target: [exportParts.exportId, exportParts.service], set: { document: sealed } });
}

/** How far an export is; its document holds a member a service once all have answered, and is empty before. */
export async function readExport(db: Database, accountId: string, exportId: string) {
  const [found] = await db
    .select()
    .from(exports)
    .where(and(eq(exports.id, exportId), eq(exports.accountId, accountId)));
  if (!found) throw refuse.notFound("EXPORT_NOT_FOUND", "There is no such export; ask for a new one.");
  const parts = await db.select().from(exportParts).where(eq(exportParts.exportId, exportId));
  const arrived = parts.map(({ service }) => service).sort();
  const awaited = personalServices.filter((service) => !arrived.includes(service));
  const opened = parts.map(({ service, document }) => [
    service,
    JSON.parse(unseal(keyRing(), document, about(exportId, service))) as unknown,
  ]);
  const document = awaited.length > 0 ? "" : JSON.stringify(Object.fromEntries(opened), undefined, 2);
  return { arrived, awaited, document, createTime: found.createTime };
}

/** Removes exports after a week. */
export async function dropOldExports(ctx: Ctx): Promise<void> {
  const old = new Date(ctx.now().getTime() - keptMs);
  await ctx.tx((tx) => tx.delete(exports).where(lt(exports.createTime, old)));
}

function about(exportId: string, service: string): string {
  return `export:${exportId}:${service}`;
}
