import { existsSync } from "node:fs";
import { join } from "node:path";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres, { type Sql } from "postgres";
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

const migrationLock = 7_304_001;

/** Brings a service's database to its newest schema: the kit's tables, then the service's own. */
export async function migrateService(url: string, root: string, service: string): Promise<void> {
  const sql = connect(url, 1);
  try {
    await sql`select pg_advisory_lock(${migrationLock})`;
    const db = drizzle(sql);
    for (const owner of ["kit", service]) {
      const migrationsFolder = join(root, "services", owner, "migrations");
      if (!existsSync(migrationsFolder)) continue;
      await migrate(db, {
        migrationsFolder,
        migrationsSchema: "migrations",
        migrationsTable: owner,
      });
    }
  } catch (cause) {
    throw new Error(`The database of ${service} could not be brought up to date`, { cause });
  } finally {
    await sql.end();
  }
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
  return drizzle(cancellable(sql, signal, pool));
}

function cancellable<S extends Sql>(sql: S, signal: AbortSignal, pool?: PoolWatch): S {
  const watched = {
    unsafe: (...query: Parameters<Sql["unsafe"]>) => cancelOnAbort(sql.unsafe(...query), signal, pool),
    begin: async (...args: unknown[]) => {
      const work = args.pop() as (inner: Sql) => unknown;
      pool?.take();
      try {
        return await (sql.begin as (...rest: unknown[]) => Promise<unknown>)(...args, (inner: Sql) =>
          work(cancellable(inner, signal)),
        );
      } finally {
        pool?.giveBack();
      }
    },
    savepoint: (work: (inner: Sql) => unknown) =>
      (sql as unknown as { savepoint(work: (inner: Sql) => unknown): unknown }).savepoint((inner) =>
        work(cancellable(inner, signal)),
      ),
  };
  return new Proxy(sql, {
    get: (target, name) => watched[name as keyof typeof watched] ?? Reflect.get(target, name),
  });
}

type Pending = ReturnType<Sql["unsafe"]>;

// The query is sent only when somebody waits for it, so that is where listening begins.
function cancelOnAbort(query: Pending, signal: AbortSignal, pool?: PoolWatch): Pending {
  const wait = query.then.bind(query);
  // biome-ignore lint/suspicious/noThenProperty: the query is a promise already; this watches its settling.
  query.then = ((resolve: (rows: unknown) => unknown, reject: (error: unknown) => unknown) => {
    if (signal.aborted) query.cancel();
    const cancel = () => query.cancel();
    signal.addEventListener("abort", cancel, { once: true });
    pool?.take();
    const settled = () => {
      signal.removeEventListener("abort", cancel);
      pool?.giveBack();
    };
    return wait(
      (rows: unknown) => {
        settled();
        return resolve ? resolve(rows) : rows;
      },
      (error: unknown) => {
        settled();
        if (reject) return reject(error);
        throw error;
      },
    );
  }) as typeof query.then;
  return query;
}
