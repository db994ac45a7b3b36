import {
  type Channel,
  ClientError,
  createChannel,
  createClient,
  Metadata,
  type Client as NiceClient,
  Status,
} from "nice-grpc";
import { serviceOf } from "./contract.ts";
import { refuse } from "./refusal.ts";
import { decodeRefusal, statusKey } from "./status.ts";
import { injectTrace, inSpan } from "./telemetry/tracing.ts";
import type { ServiceProofs } from "./tokens.ts";

interface MessageFns<T> {
  readonly $type: string;
  encode(message: T): { finish(): Uint8Array };
  decode(bytes: Uint8Array): T;
  fromPartial(value: never): T;
}

/** A method as ts-proto declares it. */
export interface TsProtoMethod {
  name: string;
  // biome-ignore lint/suspicious/noExplicitAny: any message; the type of each is inferred where it is used.
  requestType: MessageFns<any>;
  requestStream: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  responseType: MessageFns<any>;
  responseStream: boolean;
  options: { readonly idempotencyLevel?: "IDEMPOTENT" | "NO_SIDE_EFFECTS" };
}

/** A service as ts-proto declares it. */
export interface TsProtoService {
  name: string;
  fullName: string;
  methods: Record<string, TsProtoMethod>;
}

type RequestOf<M extends TsProtoMethod> = Parameters<M["requestType"]["fromPartial"]>[0];
type ResponseOf<M extends TsProtoMethod> = ReturnType<M["responseType"]["decode"]>;

/** A client of a contract: a function a method. */
export type Client<S extends TsProtoService> = {
  [M in keyof S["methods"]]: S["methods"][M]["responseStream"] extends true
    ? (request: RequestOf<S["methods"][M]>, options?: CallOptions) => AsyncIterable<ResponseOf<S["methods"][M]>>
    : (request: RequestOf<S["methods"][M]>, options?: CallOptions) => Promise<ResponseOf<S["methods"][M]>>;
};

export interface CallOptions {
  /** Makes a creating call safe to repeat, where its contract says so. */
  idempotencyKey?: string;
  signal?: AbortSignal;
}

/** What a call carries to its peer. */
export interface Carried {
  /** The service that calls; empty for somebody outside, who proves nothing. */
  from: string;
  /** Whether it calls on behalf of somebody outside, not for itself. */
  edge?: boolean;
  /** The access token of the person it calls for; without one it calls for itself. */
  token: string | undefined;
  client?: { address: string; device: string };
  requestId?: string;
  signal?: AbortSignal;
}

export interface Peers {
  client<S extends TsProtoService>(definition: S, carried: Carried): Client<S>;
  close(): void;
}

/** Names of the metadata that services carry to one another. */
export const carriedKeys = {
  authorization: "authorization",
  proof: "x-service-proof",
  address: "x-client-address",
  device: "x-client-device",
  requestId: "x-request-id",
  idempotency: "idempotency-key",
} as const;

type Way = (carried: Carried, request: unknown, options?: CallOptions) => unknown;

/** Clients of all services; `address` says where each is, as host:port. A channel an address, made when needed. */
export function createPeers(address: (service: string) => string, proofs: ServiceProofs): Peers {
  const channels = new Map<string, Channel>();
  const clients = new Map<string, NiceClient<TsProtoService>>();

  function open(definition: TsProtoService): NiceClient<TsProtoService> {
    const known = clients.get(definition.fullName);
    if (known) return known;
    const target = address(serviceOf(definition.fullName));
    const channel = channels.get(target) ?? createChannel(target, undefined, { "grpc.max_receive_message_length": -1 });
    channels.set(target, channel);
    const client = createClient(definition, channel);
    clients.set(definition.fullName, client);
    return client;
  }

  async function metadata(carried: Carried, options: CallOptions): Promise<Metadata> {
    const values = Metadata();
    if (carried.from)
      values.set(carriedKeys.proof, await proofs.make({ name: carried.from, edge: carried.edge ?? false }));
    if (carried.token) values.set(carriedKeys.authorization, `Bearer ${carried.token}`);
    if (carried.client) {
      values.set(carriedKeys.address, carried.client.address);
      values.set(carriedKeys.device, encodeURIComponent(carried.client.device));
    }
    if (carried.requestId) values.set(carriedKeys.requestId, carried.requestId);
    if (options.idempotencyKey) values.set(carriedKeys.idempotency, options.idempotencyKey);
    injectTrace(values);
    return values;
  }

  /** One method's way, made once; each client of a call's binds what that call carries to it. */
  function way(definition: TsProtoService, name: string, method: TsProtoMethod): Way {
    type AnyCall = (request: unknown, options: unknown) => unknown;
    const path = `${definition.fullName}/${method.name}`;
    const attributes = { "rpc.system": "grpc", "rpc.service": definition.fullName, "rpc.method": method.name };
    async function start(carried: Carried, request: unknown, options: CallOptions, seen: (trailer: Metadata) => void) {
      return (open(definition) as unknown as Record<string, AnyCall>)[name]?.(request, {
        metadata: await metadata(carried, options),
        signal: options.signal ?? carried.signal,
        onTrailer: seen,
      });
    }
    if (method.responseStream) {
      return async function* stream(carried, request, options = {}) {
        let trailer: Metadata | undefined;
        try {
          yield* (await start(carried, request, options, (seen) => {
            trailer = seen;
          })) as AsyncIterable<unknown>;
        } catch (error) {
          throw asRefusal(error, trailer);
        }
      };
    }
    return (carried, request, options = {}) =>
      inSpan(path, "client", attributes, async () => {
        let trailer: Metadata | undefined;
        try {
          return await start(carried, request, options, (seen) => {
            trailer = seen;
          });
        } catch (error) {
          throw asRefusal(error, trailer);
        }
      });
  }

  const ways = new Map<TsProtoService, [string, Way][]>();

  function waysOf(definition: TsProtoService): [string, Way][] {
    const known = ways.get(definition);
    if (known) return known;
    const made = Object.entries(definition.methods).map(([name, method]): [string, Way] => [
      name,
      way(definition, name, method),
    ]);
    ways.set(definition, made);
    return made;
  }

  return {
    client<S extends TsProtoService>(definition: S, carried: Carried): Client<S> {
      const client: Record<string, unknown> = {};
      for (const [name, call] of waysOf(definition)) {
        client[name] = (request: unknown, options?: CallOptions) => call(carried, request, options);
      }
      return client as Client<S>;
    },
    close() {
      for (const channel of channels.values()) channel.close();
    },
  };
}

/** A peer's refusal passes through whole; a peer that does not answer becomes one; the rest stays an error. */
function asRefusal(error: unknown, trailer: Metadata | undefined): unknown {
  if (!(error instanceof ClientError)) return error;
  const refusal = decodeRefusal(error.code, trailer?.get(statusKey));
  if (refusal) return refusal;
  if (error.code === Status.UNAVAILABLE) {
    return refuse.unavailable("PEER_UNAVAILABLE", `${error.path} does not answer.`, { cause: error });
  }
  return error;
}
