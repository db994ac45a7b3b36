import { createServer } from "node:http";
import { createServer as createHttp2Server, type IncomingHttpHeaders } from "node:http2";
import type { AddressInfo, Server } from "node:net";
import { eachBackend } from "../../services.ts";

/** A request as it came through. */
export interface Recorded {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
}

/** Servers in the places of the bff and of the services, which show what gets to them. */
export async function startRecorder() {
  const seen: Recorded[] = [];
  let status = "0";
  const web = createServer((request, response) => {
    if (request.url !== "/readyz" && request.url !== "/.well-known/jwks.json") {
      seen.push({ method: request.method ?? "", path: request.url ?? "", headers: request.headers });
    }
    // As of a process that dies over a request.
    if (request.url === "/cut") return void request.socket.destroy();
    request.resume().on("end", () => response.end("seen"));
    request.on("error", () => undefined);
  });
  const grpc = createHttp2Server();
  grpc.on("stream", (stream, headers) => {
    const path = String(headers[":path"]);
    if (!path.startsWith("/grpc.health.")) seen.push({ method: String(headers[":method"]), path, headers });
    stream.on("error", () => undefined);
    if (status !== "0" && !path.startsWith("/grpc.health.")) {
      // As grpc-js says a failure: by headers alone.
      stream.respond(
        { ":status": 200, "content-type": "application/grpc", "grpc-status": status },
        { endStream: true },
      );
      return;
    }
    stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
    stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": "0" }));
    // HealthCheckResponse { status: SERVING }; to others a field that they do not know.
    stream.end(Buffer.from([0, 0, 0, 0, 2, 8, 1]));
  });
  const sessions = new Set<{ destroy(): void }>();
  grpc.on("session", (session) => sessions.add(session));
  const [webAt, grpcAt] = await Promise.all([listen(web), listen(grpc as unknown as Server)]);
  return {
    behind: { addresses: eachBackend(() => grpcAt), web: webAt },
    /** What came since it was last asked. */
    take: (): Recorded[] => seen.splice(0),
    /** Has the services answer with another gRPC status from now on. */
    answer(code: number): void {
      status = String(code);
    },
    async stop() {
      for (const session of sessions) session.destroy();
      web.closeAllConnections();
      await Promise.all([web, grpc].map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
