import { once } from "node:events";
import { type ClientReadableStream, Metadata, status } from "@grpc/grpc-js";
import { readBody } from "./body.ts";
import type { BridgedCall } from "./bridge.ts";
import { compress, decompress } from "./compression.ts";
import { asFailure, errorJson, type Failure, failure } from "./failure.ts";
import { endMetadata, responseHeaders } from "./metadata.ts";
import { toClient, toService } from "./method.ts";
import { envelopeHead } from "./unary.ts";

const compressed = 1;
const endOfStream = 2;
const envelopeBytes = 5;
const asIs = (bytes: Buffer) => bytes;

/** One request, a stream of responses. */
export async function serveStream(call: BridgedCall): Promise<void> {
  const { response, request, method, encoding, registry, client, metadata, deadline } = call;
  const body = toService(method, encoding, await readMessage(call), registry);
  const accepted = request.headers["connect-accept-encoding"] as string | undefined;
  const answers: ClientReadableStream<Buffer> = client.makeServerStreamRequest(
    method.path,
    asIs,
    asIs,
    body,
    metadata,
    { deadline },
  );
  response.once("close", () => answers.cancel());
  response.setHeader("content-type", `application/connect+${encoding}`);
  if (accepted?.includes("gzip")) response.setHeader("connect-content-encoding", "gzip");
  answers.on("metadata", (header: Metadata) => {
    for (const [name, value] of responseHeaders(header)) response.appendHeader(name, value);
    response.flushHeaders();
  });
  let trailer = new Metadata();
  const ended = new Promise<void>((resolve) => {
    answers.once("status", ({ metadata: values }: { metadata: Metadata }) => {
      trailer = values;
      resolve();
    });
  });
  let failed: Failure | undefined;
  try {
    for await (const bytes of answers as AsyncIterable<Buffer>) {
      const message = toClient(method, encoding, bytes, registry);
      const packed = await compress(message, accepted?.includes("gzip") ? "gzip" : undefined);
      const frame = Buffer.concat([envelopeHead(packed.encoding ? compressed : 0, packed.bytes.length), packed.bytes]);
      if (!response.write(frame)) await Promise.race([once(response, "drain"), once(response, "close")]);
    }
    await ended;
  } catch (error) {
    failed = asFailure(error);
    trailer = failed.metadata;
  }
  const metadataOfEnd = endMetadata(trailer);
  const end = Buffer.from(
    JSON.stringify({
      ...(failed && { error: errorJson(failed) }),
      ...(Object.keys(metadataOfEnd).length > 0 && { metadata: metadataOfEnd }),
    }),
  );
  response.end(Buffer.concat([envelopeHead(endOfStream, end.length), end]));
}

/** The one message of the request's stream. */
async function readMessage({ request, mostBytes }: BridgedCall): Promise<Buffer> {
  const body = await readBody(request, mostBytes + envelopeBytes);
  if (body.length === 0) throw failure(status.UNIMPLEMENTED, "The stream holds no message; one is wanted.");
  const flags = body.length >= envelopeBytes ? body.readUInt8(0) : 0;
  const length = body.length >= envelopeBytes ? body.readUInt32BE(1) : Number.POSITIVE_INFINITY;
  if (body.length < envelopeBytes + length) throw failure(status.INVALID_ARGUMENT, "The stream ends inside a message.");
  if (body.length > envelopeBytes + length)
    throw failure(status.UNIMPLEMENTED, "The stream holds more than one message.");
  const message = body.subarray(envelopeBytes);
  if ((flags & compressed) === 0) return message;
  const encoding = request.headers["connect-content-encoding"] as string | undefined;
  if (!encoding || encoding === "identity")
    throw failure(status.INTERNAL, "A message is compressed, but no compression is named.");
  return decompress(message, encoding, mostBytes);
}
