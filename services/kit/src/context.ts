import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import type { Caller, Person } from "./caller.ts";
import type { Changes } from "./changes.ts";
import type { Client, Peers, TsProtoService } from "./client.ts";
import { type Database, openDatabase, type PoolWatch, type Tx } from "./database.ts";
import { failpoint } from "./failpoint.ts";
import type { Admission } from "./lenient.ts";
import type { Blobs } from "./parts/blobs.ts";
import type { KeyValue } from "./parts/key-value.ts";
import type { Mail } from "./parts/mail.ts";
import { refuse } from "./refusal.ts";
import type { Signals } from "./signals.ts";
import type { Logger } from "./telemetry/logger.ts";

/** What a handler works with during one call, one event or one run of a task. */
export interface Ctx {
  readonly caller: Caller;
  /** The person who calls; refuses UNAUTHENTICATED where the caller is none. */
  readonly person: Person;
  /** Where the call came from: the real client's address and User-Agent. */
  readonly client: { address: string; device: string };
  readonly requestId: string;
  /** Aborts with the deadline, with the caller's leaving, and when the process stops. */
  readonly signal: AbortSignal;
  now(): Date;
  /** The service's own database, for reads; queries are cancelled with the signal. */
  readonly db: Database;
  /** The one way to write. Nothing remote may be called inside. */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A client of a service's contract that carries the caller, the trace and the signal. */
  service<S extends TsProtoService>(definition: S): Client<S>;
  /** Yields after each `touch` of a key by any process; ends with the signal. */
  changes(key: string): AsyncIterable<void>;
  /** Takes each `signal` of a key by any process, until the call ends; resolves once it hears. */
  hear(key: string, take: (said: unknown) => void): Promise<void>;
  /** The same for what is still to be done once the caller has left: it ends with the process alone. */
  afterwards(): Ctx;
  /** The address of the web app as people see it, without a slash at the end. */
  readonly publicUrl: string;
  /** The origin from which packages of others' making are played; undefined where the operator named none. */
  readonly playUrl: string | undefined;
  readonly kv: KeyValue;
  readonly blobs: Blobs;
  readonly mail: Mail;
  readonly log: Logger;
}

/** What all calls of a service share. */
export interface Runtime {
  name: string;
  sql: Sql | undefined;
  pool?: PoolWatch;
  /** Whether the service writes its own audit lines. */
  auditsItself: boolean;
  changes: Changes | undefined;
  signals: Signals | undefined;
  publicUrl: string;
  playUrl: string | undefined;
  kv: KeyValue;
  /** Where admission asks for ended sessions and for limits. */
  admission: Admission;
  blobs: Blobs;
  mail: Mail;
  log: Logger;
  peers: Peers;
  now(): Date;
  /** Called after each commit, since there may be events to send. */
  committed(): void;
}

/** What belongs to one call. */
export interface CallScope {
  caller: Caller;
  /** The caller's own access token, passed on to peers; undefined for the service's own work. */
  token: string | undefined;
  client: { address: string; device: string };
  requestId: string;
  /** Asked for its signal when somebody wants it. */
  life: { readonly signal: AbortSignal };
}

/** One call's view of its service. */
export class ServiceContext implements Ctx {
  readonly caller: Caller;
  readonly client: { address: string; device: string };
  readonly requestId: string;
  readonly #life: CallScope["life"];
  readonly #runtime: Runtime;
  readonly #token: string | undefined;
  #db: PostgresJsDatabase | undefined;

  constructor(runtime: Runtime, scope: CallScope) {
    this.#runtime = runtime;
    this.#token = scope.token;
    this.caller = scope.caller;
    this.client = scope.client;
    this.requestId = scope.requestId;
    this.#life = scope.life;
  }

  get signal(): AbortSignal {
    return this.#life.signal;
  }

  get person(): Person {
    if (this.caller.kind !== "person") throw refuse.unauthenticated("SIGN_IN_REQUIRED", "This needs a person.");
    return this.caller;
  }

  get db(): Database {
    return this.#open();
  }

  get kv(): KeyValue {
    return this.#runtime.kv;
  }

  get blobs(): Blobs {
    return this.#runtime.blobs;
  }

  get mail(): Mail {
    return this.#runtime.mail;
  }

  get log(): Logger {
    return this.#runtime.log;
  }

  get publicUrl(): string {
    return this.#runtime.publicUrl;
  }

  get playUrl(): string | undefined {
    return this.#runtime.playUrl;
  }

  now(): Date {
    return this.#runtime.now();
  }

  changes(key: string): AsyncIterable<void> {
    const { changes, name } = this.#runtime;
    if (!changes) throw new Error(`${name} has no database`);
    return changes.watch(key, this.signal);
  }

  hear(key: string, take: (said: unknown) => void): Promise<void> {
    const { signals, name } = this.#runtime;
    if (!signals) throw new Error(`${name} has no database`);
    return signals.hear(key, take, this.signal);
  }

  afterwards(): Ctx {
    const { caller, client, requestId } = this;
    const life = { signal: new AbortController().signal };
    return new ServiceContext(this.#runtime, { caller, token: this.#token, client, requestId, life });
  }

  async tx<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const result = await this.#open().transaction((transaction) => work(transaction as unknown as Tx));
    failpoint("tx.after-commit");
    this.#runtime.committed();
    return result;
  }

  service<S extends TsProtoService>(definition: S): Client<S> {
    return this.#runtime.peers.client(definition, {
      from: this.#runtime.name,
      token: this.#token,
      client: this.client,
      requestId: this.requestId,
      signal: this.signal,
    });
  }

  #open(): PostgresJsDatabase {
    const { sql, name, pool } = this.#runtime;
    if (!sql) throw new Error(`${name} has no database`);
    this.#db ??= openDatabase(sql, this.signal, pool);
    return this.#db;
  }
}
