import type { JsonObject } from "../manifest.ts";

/** How every container is held: as nobody, on a root that is read only but for what it names. */
export function held(user: number, scratch: readonly string[]): JsonObject {
  return {
    user: `${user}:${user}`,
    read_only: true,
    cap_drop: ["ALL"],
    security_opt: ["no-new-privileges:true"],
    tmpfs: scratch.map((path) => `${path}:uid=${user},gid=${user},mode=0700`),
    restart: "unless-stopped",
  };
}

/** What another waits for. */
export const after: Record<"healthy" | "started" | "done", JsonObject> = {
  healthy: { condition: "service_healthy" },
  started: { condition: "service_started" },
  done: { condition: "service_completed_successfully" },
};

/** A variable of `.env` without which nothing starts. */
export function required(name: string): string {
  return `\${${name}:?fill in deploy/compose/.env as .env.example says}`;
}

/** A variable of `.env` that need not be there. */
export function optional(name: string, standard = ""): string {
  return `\${${name}:-${standard}}`;
}

/** A volume, or a file of deploy/compose that is only read. */
export const kept = (name: string, path: string) => `${name}:${path}`;
export const shown = (name: string, path: string) => `${name.startsWith("..") ? name : `./${name}`}:${path}:ro`;
