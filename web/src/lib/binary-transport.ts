import { type DescMessage, fromBinary, toBinary } from "@bufbuild/protobuf";
import { MethodOptions_IdempotencyLevel as Idempotency } from "@bufbuild/protobuf/wkt";
import {
  Code,
  ConnectError,
  createContextKey,
  createContextValues,
  type Interceptor,
  type StreamRequest,
  type Transport,
  type UnaryRequest,
} from "@connectrpc/connect";
import {
  createEnvelopeReadableStream,
  createMethodUrl,
  encodeEnvelope,
  runStreamingCall,
  runUnaryCall,
} from "@connectrpc/connect/protocol";
import {
  endStreamFlag,
  endStreamFromJson,
  errorFromJson,
  requestHeader,
  trailerDemux,
  transformConnectPostToGetRequest,
  validateResponse,
} from "@connectrpc/connect/protocol-connect";

/** Set for a call that is to reach the platform even where the page is left meanwhile. */
export const outlivesPage = createContextKey(false, { description: "the call outlives its page" });
// What browsers allow such calls together.
const mostOutliving = 60_000;

/**
 * The Connect protocol over fetch, binary alone, with GET for what changes nothing. It is connect-web's transport
 * without its JSON: that would add 8 KB to what every page loads first, and none of them speaks it.
 */
export function createBinaryTransport(interceptors: Interceptor[]): Transport {
  return {
    unary: (method, signal, timeoutMs, header, message, contextValues) =>
      runUnaryCall({
        interceptors,
        ...(signal && { signal }),
        ...(timeoutMs !== undefined && { timeoutMs }),
        req: {
          stream: false,
          service: method.parent,
          method,
          requestMethod: "POST",
          url: createMethodUrl("/", method),
          header: requestHeader(method.methodKind, true, timeoutMs, header, false),
          contextValues: contextValues ?? createContextValues(),
          message,
        },
        next: callUnary,
      }),
    stream: (method, signal, timeoutMs, header, input, contextValues) =>
      runStreamingCall({
        interceptors,
        ...(signal && { signal }),
        ...(timeoutMs !== undefined && { timeoutMs }),
        req: {
          stream: true,
          service: method.parent,
          method,
          requestMethod: "POST",
          url: createMethodUrl("/", method),
          header: requestHeader(method.methodKind, true, timeoutMs, header, false),
          contextValues: contextValues ?? createContextValues(),
          message: input,
        },
        next: callStream,
      }),
  };
}

async function callUnary<I extends DescMessage, O extends DescMessage>(request: UnaryRequest<I, O>) {
  const { method, signal } = request;
  const bytes = toBinary(method.input, request.message);
  const readOnly = method.idempotency === Idempotency.NO_SIDE_EFFECTS;
  const asked = readOnly ? transformConnectPostToGetRequest(request, bytes, true) : request;
  const response = await fetch(asked.url, {
    method: asked.requestMethod,
    headers: asked.header,
    body: readOnly ? null : bytes,
    redirect: "error",
    keepalive: request.contextValues.get(outlivesPage) && bytes.length < mostOutliving,
    signal,
  });
  const { isUnaryError, unaryError } = validateResponse(method.methodKind, true, response.status, response.headers);
  const [header, trailer] = trailerDemux(response.headers);
  if (isUnaryError) throw errorFromJson(await response.json(), header, unaryError);
  const message = fromBinary(method.output, new Uint8Array(await response.arrayBuffer()));
  return { stream: false as const, service: method.parent, method, header, trailer, message };
}

async function callStream<I extends DescMessage, O extends DescMessage>(request: StreamRequest<I, O>) {
  const { method, signal } = request;
  const first = await request.message[Symbol.asyncIterator]().next();
  if (first.done) throw new ConnectError("A server stream begins with one message.", Code.Internal);
  const response = await fetch(request.url, {
    method: "POST",
    headers: request.header,
    body: encodeEnvelope(0, toBinary(method.input, first.value)),
    redirect: "error",
    signal,
  });
  validateResponse(method.methodKind, true, response.status, response.headers);
  if (!response.body) throw new ConnectError("The answer has no body.", Code.Internal);
  const trailer = new Headers();
  const message = readStream(method.output, response.body, response.headers, trailer);
  return { ...request, header: response.headers, trailer, message };
}

async function* readStream<O extends DescMessage>(
  output: O,
  body: ReadableStream<Uint8Array>,
  header: Headers,
  trailer: Headers,
) {
  const reader = createEnvelopeReadableStream(body).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) throw new ConnectError("The stream broke off.", Code.Unavailable, header);
      if ((value.flags & endStreamFlag) === 0) {
        yield fromBinary(output, value.data);
        continue;
      }
      const { error, metadata } = endStreamFromJson(value.data);
      if (error) {
        for (const [name, text] of header) error.metadata.append(name, text);
        throw error;
      }
      for (const [name, text] of metadata) trailer.set(name, text);
      return;
    }
  } finally {
    await reader.cancel();
  }
}
