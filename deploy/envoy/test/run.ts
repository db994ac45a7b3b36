import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demandPart, freePorts, startEnvoy } from "@platform/parts";
import { describePart } from "@platform/parts/testing";
import { type EnvoyInputs, envoyConfig } from "../src/index.ts";

/** A suite that needs Envoy. */
export function describeEnvoy(title: string, suite: () => void): void {
  describePart(title, "envoy", suite);
}

/** A running Envoy. */
export interface Edge {
  /** Where the world comes in, as host:port. */
  public: string;
  operators: string;
  /** One of Envoy's own counts. */
  count(name: string): Promise<number>;
  stop(): Promise<void>;
}

/** Whether Envoy takes a configuration, and what it says of it. */
export async function validate(inputs: EnvoyInputs): Promise<{ status: number | null; said: string }> {
  const folder = await makeFolder();
  try {
    const path = join(folder, "envoy.json");
    await writeFile(path, JSON.stringify(envoyConfig(inputs)));
    const { status, stderr } = spawnSync(demandPart("envoy"), ["--mode", "validate", "-c", path], { encoding: "utf8" });
    return { status, said: stderr };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Starts Envoy on free ports in front of what is given; resolves once it lets requests in. */
export async function startEdge(inputs: Omit<EnvoyInputs, "ports">): Promise<Edge> {
  const [web, operators, admin] = (await freePorts(3)) as [number, number, number];
  const ports = { public: web, operators, admin };
  const folder = await makeFolder();
  const config = envoyConfig({ host: "127.0.0.1", ...inputs, ports });
  const part = await startEnvoy({ folder, config, ports }).catch(async (error: unknown) => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  return {
    public: `127.0.0.1:${web}`,
    operators: `127.0.0.1:${operators}`,
    async count(name) {
      const counts = await (await fetch(`http://127.0.0.1:${admin}/stats?usedonly&filter=${name}`)).text();
      return Number(/: (\d+)/.exec(counts)?.[1] ?? 0);
    },
    async stop() {
      // What is open need not be let finish.
      await part.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function makeFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "platform-envoy-"));
}
