// The service that the conformance runner calls, in gRPC, as its contract words it:
// https://github.com/connectrpc/conformance/blob/v1.0.5/docs/testing_servers.md
import { setTimeout as sleep } from "node:timers/promises";
import { create, type DescMessage, type FileRegistry, fromBinary, type Message, toBinary } from "@bufbuild/protobuf";
import { type Any, anyPack } from "@bufbuild/protobuf/wkt";
import { Metadata, Server, ServerCredentials, type ServerUnaryCall, type ServerWritableStream } from "@grpc/grpc-js";
import { StatusSchema } from "@platform/connect/google/rpc/status_pb.ts";
import { statusKey } from "@platform/kit";

interface Header {
  name: string;
  value: string[];
}

interface Failing {
  code: number;
  message?: string;
  details: Any[];
}

interface UnaryRequest extends Message {
  responseDefinition?: {
    responseHeaders: Header[];
    responseTrailers: Header[];
    responseDelayMs: number;
    response: { case: "responseData"; value: Uint8Array } | { case: "error"; value: Failing } | { case: undefined };
  };
}

interface StreamRequest extends Message {
  responseDefinition?: {
    responseHeaders: Header[];
    responseTrailers: Header[];
    responseDelayMs: number;
    responseData: Uint8Array[];
    error?: Failing;
  };
}

/** The metadata by which the bridge's front tells the service what a GET's query was. */
export const queryKey = "x-conformance-query";

/** The full name of the service. */
export const serviceName = "connectrpc.conformance.v1.ConformanceService";

/** Serves the contract over gRPC; answers with the port. */
export async function serveConformance(registry: FileRegistry): Promise<number> {
  const service = registry.getService(serviceName);
  if (!service) throw new Error("The descriptors hold no ConformanceService");
  const find = (name: string) => registry.getMessage(`connectrpc.conformance.v1.${name}`) as DescMessage;
  const payloadOf = (value: object) => ({ payload: create(find("ConformancePayload"), value as never) });

  function requestInfo(metadata: Metadata, deadline: unknown, schema: DescMessage, request: Message): Message {
    const query = new URLSearchParams(String(metadata.get(queryKey)[0] ?? ""));
    const names = Object.keys(metadata.getMap()).filter((name) => name !== queryKey);
    const timeoutMs = typeof deadline === "number" && Number.isFinite(deadline) ? deadline - Date.now() : undefined;
    return create(find("ConformancePayload.RequestInfo"), {
      requestHeaders: names.map((name) => ({ name, value: metadata.get(name).map(asText) })),
      ...(timeoutMs !== undefined && { timeoutMs: BigInt(Math.max(0, timeoutMs)) }),
      requests: [anyPack(schema, request)],
      ...(query.size > 0 && {
        connectGetInfo: { queryParams: [...query.keys()].map((name) => ({ name, value: query.getAll(name) })) },
      }),
    } as never);
  }

  function unary(name: string) {
    const input = find(`${name}Request`);
    const output = find(`${name}Response`);
    return async (call: ServerUnaryCall<Buffer, Buffer>) => {
      const request = fromBinary(input, call.request) as UnaryRequest;
      const info = requestInfo(call.metadata, call.getDeadline(), input, request);
      const { responseDefinition: wanted } = request;
      const trailer = asMetadata(wanted?.responseTrailers);
      if (wanted) {
        call.sendMetadata(asMetadata(wanted.responseHeaders));
        await sleep(wanted.responseDelayMs);
      }
      if (wanted?.response.case === "error") throw failure(wanted.response.value, trailer, info);
      const data = wanted?.response.case === "responseData" ? wanted.response.value : new Uint8Array();
      const response = create(output, payloadOf({ data, requestInfo: info }) as never);
      return { response: Buffer.from(toBinary(output, response)), trailer };
    };
  }

  async function stream(call: ServerWritableStream<Buffer, Buffer>): Promise<Metadata> {
    const input = find("ServerStreamRequest");
    const output = find("ServerStreamResponse");
    const request = fromBinary(input, call.request) as StreamRequest;
    const info = requestInfo(call.metadata, call.getDeadline(), input, request);
    const { responseDefinition: wanted } = request;
    const trailer = asMetadata(wanted?.responseTrailers);
    if (!wanted) return trailer;
    call.sendMetadata(asMetadata(wanted.responseHeaders));
    for (const [n, data] of wanted.responseData.entries()) {
      await sleep(wanted.responseDelayMs);
      const payload = payloadOf({ data, ...(n === 0 && { requestInfo: info }) });
      call.write(Buffer.from(toBinary(output, create(output, payload as never))));
    }
    if (wanted.error) throw failure(wanted.error, trailer, wanted.responseData.length === 0 ? info : undefined);
    return trailer;
  }

  function failure(error: Failing, metadata: Metadata, info: Message | undefined): object {
    const details = info ? [...error.details, anyPack(find("ConformancePayload.RequestInfo"), info)] : error.details;
    const status = create(StatusSchema, { code: error.code, message: error.message ?? "", details });
    metadata.set(statusKey, Buffer.from(toBinary(StatusSchema, status)));
    return { code: error.code, details: error.message ?? "", metadata };
  }

  const asIs = (bytes: Buffer) => bytes;
  const shape = (name: string, responseStream: boolean) => ({
    path: `/${serviceName}/${name}`,
    requestStream: false,
    responseStream,
    requestSerialize: asIs,
    requestDeserialize: asIs,
    responseSerialize: asIs,
    responseDeserialize: asIs,
  });
  const answer = (work: ReturnType<typeof unary>) => ({
    // biome-ignore lint/suspicious/noExplicitAny: grpc-js's own handler.
    handler: (call: ServerUnaryCall<Buffer, Buffer>, done: any) =>
      work(call).then(
        ({ response, trailer }) => done(null, response, trailer),
        (error) => done(error),
      ),
  });
  const server = new Server();
  server.addService(
    {
      Unary: shape("Unary", false),
      IdempotentUnary: shape("IdempotentUnary", false),
      ServerStream: shape("ServerStream", true),
    },
    {
      Unary: answer(unary("Unary")).handler,
      IdempotentUnary: answer(unary("IdempotentUnary")).handler,
      ServerStream: (call: ServerWritableStream<Buffer, Buffer>) => {
        stream(call).then(
          (trailer) => call.end(trailer),
          (error) => call.emit("error", error),
        );
      },
    },
  );
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}

function asMetadata(headers: readonly Header[] = []): Metadata {
  const metadata = new Metadata();
  for (const { name, value } of headers) {
    for (const one of value) {
      metadata.add(name, name.toLowerCase().endsWith("-bin") ? Buffer.from(one, "base64") : one);
    }
  }
  return metadata;
}

function asText(value: string | Buffer): string {
  return typeof value === "string" ? value : value.toString("base64").replace(/=+$/, "");
}
