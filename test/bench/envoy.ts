import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { envoyConfig } from "@platform/envoy";
import { freePorts, startEnvoy } from "@platform/parts";
import { eachBackend } from "../../deploy/services.ts";
import type { Called, CallJob } from "./caller.ts";
import { startChild } from "./child.ts";
import { type Figure, median } from "./figure.ts";
import type { Served, ServerJob } from "./server.ts";

// As many as keep each below the limit that the contract sets a person.
const people = 400;
const noLimit = { perMinute: 60_000_000, burst: 1_000_000 };

/** The same call direct and through Envoy's public listener, which verifies the token and counts limits as well. */
export async function measureEnvoy(rounds: number, ms: number): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "platform-bench-envoy-"));
  const server = startChild("server");
  const caller = startChild("caller");
  const kit = await server.ask<Served>({ role: "kit", people } satisfies ServerJob);
  const [open, operators, admin] = (await freePorts(3)) as [number, number, number];
  const ports = { public: open, operators, admin };
  const { grpc } = kit;
  const addresses = eachBackend(() => grpc);
  const web = new URL(kit.web).host;
  const quiet = { addressRate: noLimit, accessLog: false, trustedHops: 1 };
  const config = envoyConfig({ ports, host: "127.0.0.1", addresses, web, ...quiet });
  const envoy = await startEnvoy({ folder, config, ports });
  try {
    const credentials = kit.callers.map(({ token }) => token);
    const run = (target: string, time: number) =>
      caller.ask<Called>({ way: "partner", target, credentials, inFlight: 64, ms: time } satisfies CallJob);
    const through = `127.0.0.1:${ports.public}`;
    for (const target of [grpc, through]) await run(target, 2 * ms);
    const seen: { direct: Called; edge: Called }[] = [];
    for (let round = 0; round < rounds; round++) {
      seen.push({ direct: await run(grpc, ms), edge: await run(through, ms) });
    }
    const middle = (read: (one: (typeof seen)[number]) => number) => median(seen.map(read));
    return [
      {
        what: "call through Envoy / the same call direct, calls/s, 64 in flight",
        value: middle(({ direct, edge }) => edge.perSecond / direct.perSecond),
        unit: "",
        floor: { atLeast: 0.6 },
        note: `${Math.round(middle(({ edge }) => edge.perSecond))}/s, ${Math.round(middle(({ direct }) => direct.perSecond))}/s`,
      },
    ];
  } finally {
    await envoy.stop();
    await caller.stop();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
