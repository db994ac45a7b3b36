import { setMaxListeners } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres, { type Sql, type TransactionSql } from "postgres";
import type { Config } from "./config.ts";

declare const transaction: unique symbol;

/** Drizzle over a service's own database, for reads. */
export type Database = Omit<PostgresJsDatabase, "transaction">;

/** An open transaction, the only thing that `emit` takes. */
export type Tx = Database & { readonly [transaction]: true };

/** The address of a service's database. */
export function databaseUrl(config: Config, service: string): string {
  return config.databaseUrl.replaceAll("{service}", service);
}

/** Connects to a database; connections are made when they are needed. */
export function connect(url: string, max: number): Sql {
  return postgres(url, { max, onnotice: () => undefined, connection: { application_name: "platform" } });
}

/** Makes a database where there is none. */
export async function ensureDatabase(url: string): Promise<void> {
  const target = new URL(url);
  const name = decodeURIComponent(target.pathname.slice(1));
  target.pathname = "/postgres";
  const sql = connect(target.href, 1);
  try {
    const [there] = await sql`select 1 from pg_database where datname = ${name}`;
    if (!there) await sql.unsafe(`create database "${name.replaceAll('"', '""')}"`);
  } catch (cause) {
    const duplicate = ["42P04", "23505"].includes((cause as { code?: string }).code ?? "");
    if (!duplicate) throw new Error(`The database ${name} is not there and cannot be made`, { cause });
  } finally {
    await sql.end();
  }
}

/** Makes tables that processes share, one process at a time: `if not exists` is no promise among several. */
export async function createShared(sql: Sql, name: string, create: (tx: TransactionSql) => Promise<unknown>) {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext(${name}))`;
    await create(tx);
  });
}

const migrationLock = 7_304_001;

/** The folders whose migrations a service's database takes, the kit's first. */
function migrationsOf(root: string, service: string): { owner: string; folder: string }[] {
  return ["kit", service]
    .map((owner) => ({ owner, folder: join(root, "services", owner, "migrations") }))
    .filter(({ folder }) => existsSync(folder));
}

/** Brings a service's database to its newest schema: the kit's tables, then the service's own. */
export async function migrateService(url: string, root: string, service: string): Promise<void> {
  const sql = connect(url, 1);
  try {
    await sql`select pg_advisory_lock(${migrationLock})`;
    const db = drizzle(sql);
    for (const { owner, folder } of migrationsOf(root, service)) {
      await migrate(db, { migrationsFolder: folder, migrationsSchema: "migrations", migrationsTable: owner });
    }
  } catch (cause) {
    throw new Error(`The database of ${service} could not be brought up to date`, { cause });
  } finally {
    await sql.end();
  }
}

/**
 * Throws where a service's database is older than this release. A newer one is right: during a rollout the schema is
 * expanded first, and what is old goes on working on it.
 */
export async function expectMigrated(url: string, root: string, service: string): Promise<void> {
  const sql = connect(url, 1);
  try {
    for (const { owner, folder } of migrationsOf(root, service)) {
      const { entries } = JSON.parse(readFileSync(join(folder, "meta/_journal.json"), "utf8")) as Journal;
      const newest = Math.max(...entries.map(({ when }) => when));
      const [row] = await sql<{ reached: string | null }[]>`
        select max(created_at) as reached from migrations.${sql(owner)}`;
      if (Number(row?.reached) < newest) throw new Error(`the migrations of ${owner} have not all been run`);
    }
  } catch (cause) {
    throw new Error(`The database of ${service} is not up to date; run its migrations first`, { cause });
  } finally {
    await sql.end();
  }
}

interface Journal {
  entries: { when: number }[];
}

/** Told of each connection that work takes from the pool, or waits for, and of each that it gives back. */
export interface PoolWatch {
  take(): void;
  giveBack(): void;
}

/**
 * A drizzle database whose queries are cancelled in PostgreSQL when the signal aborts, so that a closed tab stops
 * the work that was done for it.
 */
export function openDatabase(sql: Sql, signal: AbortSignal, pool?: PoolWatch): PostgresJsDatabase {
  // A call may run many queries at once, each of which listens.
  setMaxListeners(0, signal);
  return drizzle(cancellable(sql, signal, pool));
}

function cancellable<S extends Sql>(sql: S, signal: AbortSignal, pool?: PoolWatch): S {
  const watched = {
    unsafe: (...query: Query) => watchQuery((values) => runAlone(sql, query, values, signal, pool)),
    begin: async (...args: unknown[]) => {
      const work = args.pop() as (inner: Sql) => unknown;
      pool?.take();
      try {
        return await (sql.begin as (...rest: unknown[]) => Promise<unknown>)(...args, (inner: Sql) =>
          work(cancellableInside(inner, signal)),
        );
      } finally {
        pool?.giveBack();
      }
    },
  };
  return proxy(sql, watched);
}

/** The same inside a transaction, which has a connection already. */
function cancellableInside(sql: Sql, signal: AbortSignal): Sql {
  const savepoint = (work: (inner: Sql) => unknown) =>
    (sql as unknown as { savepoint(work: (inner: Sql) => unknown): unknown }).savepoint((inner) =>
      work(cancellableInside(inner, signal)),
    );
  return proxy(sql, {
    unsafe: (...query: Query) => watchQuery((values) => runOn(sql, query, values, signal)),
    savepoint,
  });
}

type Query = Parameters<Sql["unsafe"]>;

function proxy<S extends Sql>(sql: S, watched: Record<string, unknown>): S {
  return new Proxy(sql, { get: (target, name) => watched[name as string] ?? Reflect.get(target, name) });
}

/** What drizzle takes for a pending query: it runs once somebody waits for it. */
function watchQuery(run: (values: boolean) => Promise<unknown>) {
  let values = false;
  let running: Promise<unknown> | undefined;
  const start = () => {
    running ??= run(values);
    return running;
  };
  const pending = {
    values() {
      values = true;
      return pending;
    },
    // biome-ignore lint/suspicious/noThenProperty: drizzle awaits the query, as it would the library's own.
    then: (...handlers: Parameters<Promise<unknown>["then"]>) => start().then(...handlers),
    catch: (handler: Parameters<Promise<unknown>["catch"]>[0]) => start().catch(handler),
    finally: (handler: Parameters<Promise<unknown>["finally"]>[0]) => start().finally(handler),
  };
  return pending;
}

/** Runs a query on a connection that nobody else has meanwhile, so that cancelling it cannot hit another's. */
async function runAlone(sql: Sql, query: Query, values: boolean, signal: AbortSignal, pool?: PoolWatch) {
  pool?.take();
  try {
    const connection = await sql.reserve();
    try {
      return await runOn(connection, query, values, signal);
    } finally {
      connection.release();
    }
  } finally {
    pool?.giveBack();
  }
}

const fewParameters = 32;

/**
 * A prepared query takes one round trip instead of two, and is parsed once a connection. Those with long lists differ
 * by the list's length and would only fill the server's memory; those without parameters may be several in one.
 */
function isWorthPreparing(parameters: Query[1]): boolean {
  return parameters !== undefined && parameters.length > 0 && parameters.length <= fewParameters;
}

interface Cancellable {
  /** Asks the server to cancel the query; resolves once it was told. */
  canceller: ((query: unknown) => Promise<void>) | null;
}

async function runOn(connection: Sql, query: Query, values: boolean, signal: AbortSignal) {
  signal.throwIfAborted();
  const [text, parameters] = query;
  const pending = connection.unsafe(text, parameters, { prepare: isWorthPreparing(parameters) });
  let cancelling: Promise<void> | undefined;
  const cancel = () => {
    // Not `pending.cancel()`, which does not say when the server has been told.
    cancelling = (pending as unknown as Cancellable).canceller?.(pending).catch(() => undefined);
  };
  signal.addEventListener("abort", cancel, { once: true });
  try {
    return await (values ? pending.values() : pending);
  } finally {
    signal.removeEventListener("abort", cancel);
    if (cancelling) {
      // What the cancellation may still hit is this, and not whatever the connection does next.
      await cancelling;
      await connection.unsafe("select 1").catch(() => undefined);
    }
  }
}
