import type { JsonObject } from "./manifest.ts";
import { nobody } from "./names.ts";

/** How every pod of the platform is held; `user` is the uid of its image. */
export function podSecurity(user = nobody): JsonObject {
  return {
    runAsNonRoot: true,
    runAsUser: user,
    runAsGroup: user,
    fsGroup: user,
    fsGroupChangePolicy: "OnRootMismatch",
    seccompProfile: { type: "RuntimeDefault" },
  };
}

/** How every container is. */
export const containerSecurity: JsonObject = {
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  privileged: false,
  capabilities: { drop: ["ALL"] },
};

/** What no pod of the platform has a use for. */
export const withoutCluster: JsonObject = { automountServiceAccountToken: false, enableServiceLinks: false };

/** What a container asks for and may take; time of the processor has no bound, since a bound only makes it late. */
export function resources(cpu: string, memory: string, mostMemory: string): JsonObject {
  return { requests: { cpu, memory }, limits: { memory: mostMemory } };
}
