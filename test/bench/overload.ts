import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTopology } from "@platform/mesh";
import { runOverload } from "../soak/overload.ts";
import type { Figure } from "./figure.ts";

/** Ten times a method's limit by one person, on two processes a service that share their limits in Redis. */
export async function measureOverload(root: string, seconds: number): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "platform-bench-overload-"));
  const topology = await startTopology({ root, folder, replicas: 2, only: ["auth", "user", "notification"] });
  try {
    const { made, allowed, admitted, idleP99, busyP99 } = await runOverload(topology, seconds);
    return [
      {
        what: `10x overload for ${seconds} s on one method: admitted, off the limit by`,
        value: Math.abs(admitted / allowed - 1) * 100,
        unit: "%",
        floor: { atMost: 5 },
        note: `${admitted} of ${made} calls, ${Math.round(allowed)} allowed`,
      },
      {
        what: "  other people's p99 / its idle value",
        value: busyP99 / idleP99,
        unit: "x",
        floor: { atMost: 2 },
        note: `${busyP99.toFixed(1)} ms, ${idleP99.toFixed(1)} ms`,
      },
    ];
  } finally {
    await topology.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
