import { ImportState } from "@platform/grpc/platform/learning/v1/import_service.ts";
import { ImportEnded } from "@platform/grpc/platform/learning/v1/learning_events.ts";
import { type Ctx, type Database, emit, openUpload, refuse, type Tx, touch, uuid7 } from "@platform/kit";
import { and, desc, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import { imports } from "../schema.ts";

/** A job that makes a course. */
export type ImportJob = typeof imports.$inferSelect;

/** The same without its report, which may be long. */
export type ImportHead = Omit<ImportJob, "report"> & { taken: number; changed: number; leftOut: number };

/** What a watcher of an import waits for. */
export const importKey = (id: string) => `import:${id}`;

const open = ["QUEUED", "RUNNING"] as const;
const newest = 100;

/** Queues an import of a file that the caller has sent; refuses UPLOAD_NOT_FOUND. */
export async function startImport(ctx: Ctx, uploadKey: string, fileName: string): Promise<ImportHead> {
  const { body } = await openUpload(ctx, uploadKey);
  body.destroy();
  const id = uuid7();
  const row = { id, accountId: ctx.person.id, uploadKey, fileName, state: "QUEUED", createTime: ctx.now() } as const;
  await ctx.tx((tx) => tx.insert(imports).values(row));
  return findImport(ctx.db, ctx.person.id, id);
}

/** One of a person's imports; refuses IMPORT_NOT_FOUND. */
export async function findImport(db: Database, accountId: string, id: string): Promise<ImportHead> {
  const [row] = await heads(db)
    .where(and(eq(imports.id, id), eq(imports.accountId, accountId)))
    .limit(1);
  if (!row) throw refuse.notFound("IMPORT_NOT_FOUND", "There is no such import of yours.");
  return row;
}

/** What became of every piece of an import. */
export async function readReport(db: Database, id: string): Promise<ImportJob["report"]> {
  const [row] = await db.select({ report: imports.report }).from(imports).where(eq(imports.id, id));
  return row?.report ?? [];
}

/** A person's imports, the newest first. */
export function listImports(db: Database, accountId: string): Promise<ImportHead[]> {
  return heads(db)
    .where(eq(imports.accountId, accountId))
    .orderBy(desc(imports.createTime), desc(imports.id))
    .limit(newest);
}

/** Stops an import; one that has ended stays as it is. */
export async function cancelImport(ctx: Ctx, id: string): Promise<ImportHead> {
  await ctx.tx(async (tx) => {
    await findImport(tx, ctx.person.id, id);
    await endImport(tx, id, { state: "CANCELLED", endTime: ctx.now() });
  });
  return findImport(ctx.db, ctx.person.id, id);
}

function heads(db: Database) {
  const { report, ...columns } = getTableColumns(imports);
  const count = (outcome: string) =>
    sql<number>`jsonb_array_length(jsonb_path_query_array(${report}, ${`$[*] ? (@.outcome == "${outcome}")`}::jsonpath))`;
  const counts = { taken: count("TAKEN"), changed: count("CHANGED"), leftOut: count("LEFT_OUT") };
  return db.select({ ...columns, ...counts }).from(imports);
}

type End = { state: "DONE" | "FAILED" | "CANCELLED"; endTime: Date } & Partial<
  Pick<ImportJob, "courseId" | "title" | "done" | "total" | "report" | "failureReason" | "failureMessage">
>;

/** Ends an import and announces it, once; answers whether it was still open. */
export async function endImport(tx: Tx, id: string, end: End): Promise<boolean> {
  const [row] = await tx
    .update(imports)
    .set(end)
    .where(and(eq(imports.id, id), inArray(imports.state, open)))
    .returning();
  if (!row) return false;
  await emit(tx, ImportEnded, {
    accountId: row.accountId,
    importId: id,
    fileName: row.fileName,
    state: ImportState[end.state],
    courseId: row.courseId ?? "",
    courseTitle: row.title,
  });
  await touch(tx, importKey(id));
  return true;
}

/** Whether an import has ended. */
export function hasEnded({ state }: Pick<ImportJob, "state">): boolean {
  return state !== "QUEUED" && state !== "RUNNING";
}
