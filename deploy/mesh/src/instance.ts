import { join } from "node:path";
import { type Part, startPart } from "@platform/parts";
import type { ServiceName } from "../../services.ts";

/** Where one process of a service listens, all on the loopback. */
export interface Ports {
  grpc: number;
  admin: number;
  /** The bff's alone. */
  web: number;
}

/** One process of a service. */
export interface Instance extends Part {
  service: ServiceName;
  number: number;
  ports: Ports;
}

interface InstanceOptions {
  service: ServiceName;
  number: number;
  ports: Ports;
  /** The repository, with the built processes. */
  root: string;
  /** Where its log goes. */
  folder: string;
  env: Record<string, string>;
}

/** Starts a service as a process of its own, as its image would; resolves once it is ready. */
export async function startInstance({ service, number, ports, root, folder, env }: InstanceOptions): Promise<Instance> {
  const name = `${service}-${number}`;
  const ready = `http://127.0.0.1:${ports.admin}/readyz`;
  const part = await startPart({
    name,
    url: `127.0.0.1:${ports.grpc}`,
    folder,
    command: process.execPath,
    args: ["--enable-source-maps", join(root, `services/${service}/dist/process.js`)],
    env: {
      ...env,
      PLATFORM_ROOT: root,
      PLATFORM_GRPC_PORT: String(ports.grpc),
      PLATFORM_ADMIN_PORT: String(ports.admin),
      PLATFORM_WEB_PORT: String(ports.web),
      OTEL_SERVICE_NAME: service,
      OTEL_RESOURCE_ATTRIBUTES: `service.instance.id=${name}`,
    },
    async answers() {
      const response = await fetch(ready, { signal: AbortSignal.timeout(5000) });
      if (!response.ok) throw new Error(`${name} is not ready: ${await response.text()}`);
    },
    startMs: 60_000,
  });
  return Object.defineProperties(part, {
    service: { value: service },
    number: { value: number },
    ports: { value: ports },
  }) as Instance;
}
