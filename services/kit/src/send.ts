import { once } from "node:events";
import type { ServerDuplexStream, ServerWritableStream } from "@grpc/grpc-js";

/**
 * Writes what comes as fast as the caller takes it; a failure ends the stream with its status.
 */
export async function send<T>(
  call: ServerWritableStream<unknown, T> | ServerDuplexStream<object, T>,
  responses: AsyncIterable<T>,
): Promise<void> {
  const left = new AbortController();
  call.once("cancelled", () => left.abort());
  try {
    for await (const response of responses) {
      if (call.cancelled) return;
      if (!call.write(response)) await once(call, "drain", { signal: left.signal });
    }
    call.end();
  } catch (failure) {
    if (!call.cancelled) call.emit("error", failure);
  }
}
