import { type Client as GrpcClient, Metadata, type ServiceError, status } from "@grpc/grpc-js";
import { openChannel } from "./channel.ts";
import { serviceOf } from "./contract.ts";
import { refuse } from "./refusal.ts";
import { decodeRefusal, statusKey } from "./status.ts";
import { injectTrace, inSpan, tracingOn } from "./telemetry/tracing.ts";
import type { ServiceProofs } from "./tokens.ts";
import { aborting, callUnary } from "./unary.ts";
import { asBuffer } from "./wire.ts";

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
  const channels = new Map<string, GrpcClient>();

  function channelTo(service: string): GrpcClient {
    const target = address(service);
    const channel = channels.get(target) ?? openChannel(target);
    channels.set(target, channel);
    return channel;
  }

  async function metadata(carried: Carried, options: CallOptions): Promise<Metadata> {
    const values = new Metadata();
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
  function way(definition: TsProtoService, method: TsProtoMethod): Way {
    const { requestType, responseType } = method;
    const service = serviceOf(definition.fullName);
    const path = `/${definition.fullName}/${method.name}`;
    const encode = (request: never) => asBuffer(requestType.encode(requestType.fromPartial(request)).finish());
    const decode = (bytes: Buffer): unknown => responseType.decode(bytes);

    async function ask(carried: Carried, request: unknown, options: CallOptions): Promise<unknown> {
      const values = await metadata(carried, options);
      const signal = options.signal ?? carried.signal;
      const answered = callUnary(channelTo(service), path, encode(request as never), {
        metadata: values,
        leaving: aborting(signal),
      });
      const { bytes } = await answered.catch((error: ServiceError) => Promise.reject(asRefusal(error, path, signal)));
      return decode(bytes);
    }

    async function* listen(carried: Carried, request: unknown, options: CallOptions = {}): AsyncGenerator<unknown> {
      const values = await metadata(carried, options);
      const signal = options.signal ?? carried.signal;
      const call = channelTo(service).makeServerStreamRequest(path, encode, decode, request as never, values);
      const cancel = () => call.cancel();
      // It ends with an error when it is cancelled, which may be after anybody reads it.
      call.on("error", () => undefined);
      if (signal?.aborted) cancel();
      else signal?.addEventListener("abort", cancel);
      try {
        yield* call;
      } catch (error) {
        throw asRefusal(error as ServiceError, path, signal);
      } finally {
        signal?.removeEventListener("abort", cancel);
        cancel();
      }
    }

    if (method.responseStream) return listen;
    const attributes = { "rpc.system": "grpc", "rpc.service": definition.fullName, "rpc.method": method.name };
    return (carried, request, options = {}) => {
      const work = () => ask(carried, request, options);
      return tracingOn ? inSpan(path.slice(1), "client", attributes, work) : work();
    };
  }

  const ways = new Map<TsProtoService, [string, Way][]>();

  function waysOf(definition: TsProtoService): [string, Way][] {
    const known = ways.get(definition);
    if (known) return known;
    const made = Object.entries(definition.methods).map(([name, method]): [string, Way] => [
      name,
      way(definition, method),
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
function asRefusal(error: ServiceError, path: string, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason;
  const [encoded] = error.metadata?.get(statusKey) ?? [];
  const refusal = decodeRefusal(error.code, encoded as Buffer | undefined);
  if (refusal) return refusal;
  if (error.code === status.UNAVAILABLE) {
    return refuse.unavailable("PEER_UNAVAILABLE", `${path} does not answer.`, { cause: error });
  }
  return error;
}
