import { type ClientHttp2Session, connect } from "node:http2";

/** How a call ended. */
interface Ended {
  code: number;
  message: string;
}

/** Sends what no gRPC client would: frames whose five bytes lie. */
export function createFrameClient(address: string) {
  let session: ClientHttp2Session | undefined;

  function send(path: string, headers: Record<string, string>, frame: Buffer): Promise<Ended> {
    // A server may end the connection of somebody who breaks the rules; the next call opens another.
    if (!session || session.closed || session.destroyed) session = connect(`http://${address}`);
    const base = { ":method": "POST", ":path": path, "content-type": "application/grpc", te: "trailers" };
    const stream = session.request({ ...base, ...headers });
    return new Promise((resolve, reject) => {
      const read = (found: Record<string, unknown>) => {
        if (found["grpc-status"] === undefined) return;
        resolve({ code: Number(found["grpc-status"]), message: String(found["grpc-message"] ?? "") });
      };
      stream.on("response", read).on("trailers", read).on("error", reject);
      stream.on("close", () => reject(new Error("the stream ended without a status")));
      stream.resume().end(frame);
    });
  }

  return { send, close: () => session?.destroy() };
}

/** A frame with the flags and the length that are said, whatever follows. */
export function frame(flags: number, length: number, body: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(flags, 0);
  head.writeUInt32BE(length, 1);
  return Buffer.concat([head, body]);
}
