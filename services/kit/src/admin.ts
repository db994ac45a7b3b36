import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Config } from "./config.ts";
import type { Readiness } from "./readiness.ts";
import type { Door } from "./service.ts";
import { type Metrics, watchProcess } from "./telemetry/metrics.ts";

/** A port for Prometheus and for probes: `/metrics`, `/healthz`, `/readyz`. Never shown to the outside. */
export async function openAdmin(
  { host, port }: Config["admin"],
  metrics: Metrics,
  readiness: () => Promise<Readiness>,
): Promise<Door | undefined> {
  if (port === undefined) return undefined;
  watchProcess(metrics.registry);
  const server = createServer(async (request, response) => {
    const answer = (status: number, type: string, body: string) =>
      response.writeHead(status, { "content-type": type }).end(body);
    if (request.url === "/healthz") return answer(200, "text/plain", "ok\n");
    const state = await readiness();
    if (request.url === "/readyz") return answer(state.ready ? 200 : 503, "application/json", JSON.stringify(state));
    if (request.url === "/metrics") return answer(200, metrics.registry.contentType, await metrics.registry.metrics());
    return answer(404, "text/plain", "There are /metrics, /healthz and /readyz.\n");
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
