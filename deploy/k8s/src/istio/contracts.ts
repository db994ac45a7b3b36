import type { MethodContract } from "@platform/kit";
import { standard } from "../../../envoy/src/inputs.ts";
import { retries, retryPolicy } from "../../../envoy/src/retries.ts";
import { timing } from "../../../envoy/src/timing.ts";
import type { JsonObject } from "../manifest.ts";

/** Methods that go one way: as long, and repeated alike. */
export interface Alike {
  paths: string[];
  /** With a timeout where there is an end; Istio knows none as no timeout at all. */
  timing: JsonObject;
  retries: JsonObject;
}

/** What is never repeated; without saying so, Istio repeats everything. */
export const never: JsonObject = { attempts: 0 };

/** Methods by what their contracts say of time and of repeating, as the Envoy of one machine is told it. */
export function alike(methods: readonly MethodContract[], protocol: "grpc" | "http"): Alike[] {
  const groups = new Map<string, Alike>();
  for (const method of methods) {
    const within: JsonObject =
      method.timeout === undefined ? {} : { timeout: timing(method, standard).timeout as string };
    const repeats = repeated(method, protocol);
    const key = JSON.stringify([within, repeats]);
    const group = groups.get(key) ?? { paths: [], timing: within, retries: repeats };
    group.paths.push(method.path);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function repeated(method: MethodContract, protocol: "grpc" | "http"): JsonObject {
  return "retry_policy" in retries(method, protocol) ? repeating(protocol) : never;
}

/** How what may be repeated is repeated, as the Envoy of one machine is told it. */
export function repeating(protocol: "grpc" | "http"): JsonObject {
  const { retry_policy: policy } = retryPolicy(protocol) as { retry_policy: Record<string, string | number> };
  return { attempts: policy.num_retries as number, retryOn: policy.retry_on as string, retryRemoteLocalities: true };
}
