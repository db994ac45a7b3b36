import {
  create,
  type DescMessage,
  type DescMethodUnary,
  fromBinary,
  type MessageInitShape,
  toBinary,
} from "@bufbuild/protobuf";
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import { type Client, Metadata } from "@grpc/grpc-js";
import { StatusSchema } from "@platform/connect/google/rpc/status_pb.ts";
import { aborting, callUnary, carriedKeys, injectTrace, openChannel, type Parts, statusKey } from "@platform/kit";

/** Who stands behind a call to the services. */
export interface Behind {
  token: string | undefined;
  address: string;
  device: string;
  requestId: string;
}

/** The gRPC clients of the services, and a Connect transport over them for the aggregates. */
export function createServices(parts: Parts) {
  const clients = new Map<string, Client>();

  /** The client of the service that answers a path; one for each address. */
  function client(path: string): Client {
    return clientOf(path.split(".")[1] ?? "");
  }

  function clientOf(service: string): Client {
    const target = parts.address(service);
    const known = clients.get(target);
    if (known) return known;
    const made = openChannel(target);
    clients.set(target, made);
    return made;
  }

  /** Says who calls: the edge's proof, the browser's address and device, the person's token. */
  async function identify(metadata: Metadata, behind: Behind): Promise<void> {
    metadata.set(carriedKeys.proof, await parts.edgeProof());
    metadata.set(carriedKeys.address, behind.address);
    metadata.set(carriedKeys.device, encodeURIComponent(behind.device));
    metadata.set(carriedKeys.requestId, behind.requestId);
    injectTrace(metadata);
    if (behind.token) metadata.set(carriedKeys.authorization, `Bearer ${behind.token}`);
  }

  /** A transport for one caller; to the service that is named, or to the one that answers the path. */
  function transport(behind: Behind, service?: string): Transport {
    return {
      async unary<I extends DescMessage, O extends DescMessage>(
        method: DescMethodUnary<I, O>,
        signal: AbortSignal | undefined,
        _timeoutMs: number | undefined,
        _header: unknown,
        input: MessageInitShape<I>,
      ) {
        const metadata = new Metadata();
        await identify(metadata, behind);
        const request = Buffer.from(toBinary(method.input, create(method.input, input)));
        const path = `/${method.parent.typeName}/${method.name}`;
        const target = service === undefined ? client(path) : clientOf(service);
        const answered = callUnary(target, path, request, { metadata, leaving: aborting(signal) });
        const { bytes } = await answered.catch((error) => Promise.reject(asConnectError(error)));
        return {
          stream: false as const,
          service: method.parent,
          method,
          header: new Headers(),
          trailer: new Headers(),
          message: fromBinary(method.output, bytes),
        };
      },
      stream: () => Promise.reject(new ConnectError("aggregates read no streams", Code.Unimplemented)),
    } satisfies Transport;
  }

  return {
    client,
    identify,
    transport,
    /** One service for each process that some services run in. */
    processes: (names: readonly string[]) => [...new Map(names.map((name) => [parts.address(name), name])).values()],
    close() {
      for (const one of clients.values()) one.close();
    },
  };
}

export type Services = ReturnType<typeof createServices>;

/** A service's failure, its details whole. */
function asConnectError(error: { code: number; details: string; metadata: Metadata }): ConnectError {
  const encoded = error.metadata.get(statusKey)[0];
  return encoded instanceof Buffer ? fromStatus(encoded) : new ConnectError(error.details, error.code as Code);
}

/** google.rpc.Status as a Connect error, its details whole. */
export function fromStatus(encoded: Uint8Array): ConnectError {
  const { code, message, details } = fromBinary(StatusSchema, encoded);
  const error = new ConnectError(message, code as Code);
  error.details = details.map(({ typeUrl, value }) => ({ type: typeUrl.slice(typeUrl.lastIndexOf("/") + 1), value }));
  return error;
}
