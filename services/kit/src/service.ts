import type { CallOptions, Client, TsProtoMethod, TsProtoService } from "./client.ts";
import type { Config } from "./config.ts";
import type { Ctx } from "./context.ts";
import type { Database, Tx } from "./database.ts";
import type { EventHandler } from "./events/consumer.ts";
import type { Parts } from "./host.ts";

type RequestOf<M extends TsProtoMethod> = ReturnType<M["requestType"]["decode"]>;
type ResponseOf<M extends TsProtoMethod> = Parameters<M["responseType"]["fromPartial"]>[0];

/** What a service answers to a contract: a function a method, which may leave out fields that are empty. */
export type Handlers<S extends TsProtoService> = {
  [M in keyof S["methods"]]: S["methods"][M]["responseStream"] extends true
    ? (request: RequestOf<S["methods"][M]>, ctx: Ctx) => AsyncIterable<ResponseOf<S["methods"][M]>>
    : (request: RequestOf<S["methods"][M]>, ctx: Ctx) => Promise<ResponseOf<S["methods"][M]>>;
};

/** A contract with its handlers. */
export interface Implementation {
  definition: TsProtoService;
  // biome-ignore lint/suspicious/noExplicitAny: `implement` checked the handlers against the definition.
  handlers: Record<string, (request: any, ctx: Ctx) => unknown>;
}

/** Binds handlers to the contract that they answer. */
export function implement<S extends TsProtoService>(definition: S, handlers: Handlers<S>): Implementation {
  return { definition, handlers };
}

/** Work that no call starts. */
export interface Task {
  name: string;
  everySeconds: number;
  /** One process runs it at a time. */
  run(ctx: Ctx): Promise<void>;
}

/** Something a service listens on besides gRPC. */
export interface Door {
  port: number;
  close(): Promise<void>;
}

/** What a service holds of people, and how it lets go of it. */
export interface PersonalData {
  /** All that is held of a person, as plain data for their export. */
  collect(db: Database, accountId: string): Promise<unknown>;
  /** Removes it, once the account is erased. */
  erase(tx: Tx, accountId: string): Promise<void>;
}

/** A service, declared. Whoever launches it decides what else lives in the process. */
export interface Service {
  /** Its folder, its database, its name in the contracts. */
  name: string;
  rpc?: Implementation[];
  consumers?: EventHandler[];
  tasks?: Task[];
  /** Done once the database is up to date and before the first call is answered. */
  prepare?(ctx: Ctx): Promise<void>;
  /** True for a service that writes audit lines in the transactions of the acts; the kit then announces none. */
  auditsItself?: boolean;
  /** True for a service that lets nobody in while it cannot be known whose session was ended; others go on. */
  failsClosed?: boolean;
  /** Required of a service whose contract has personal fields. */
  personal?: PersonalData;
  /** False for a service that keeps nothing of its own. */
  database?: boolean;
  /** Opens a door of the service's own, such as the bff's web port, once the process answers gRPC. */
  open?(parts: Parts, config: Config): Promise<Door>;
}

export function defineService(service: Service): Service {
  return service;
}

export type { CallOptions, Client };
