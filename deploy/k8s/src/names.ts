import { type ServiceName, services } from "../../services.ts";
import type { JsonObject } from "./manifest.ts";

/** Where the platform lives, and the others that it lets in. */
export const namespaces = { platform: "platform", ingress: "istio-ingress", observability: "observability" } as const;

/** The ports that all services have alike; the one of gRPC is the street map's. */
export const ports = { admin: 9180, web: 8080 } as const;

/** The ConfigMap of what all services are told, and the Secret of what they may know alone. */
export const settings = "platform";

export const serviceNames = Object.keys(services) as ServiceName[];

/** The uid of the images. */
export const nobody = 65532;

/** What a pod is; a migration's is no service's, so that nothing is sent to it. */
export type Component = "service" | "migration" | "part";

/** What names an object of a service. */
export function labels(name: string, component: Component): JsonObject {
  return {
    "app.kubernetes.io/name": name,
    "app.kubernetes.io/component": component,
    "app.kubernetes.io/part-of": "platform",
  };
}

/** What finds the pods of a service. */
export function selector(name: string, component: Component = "service"): JsonObject {
  return { "app.kubernetes.io/name": name, "app.kubernetes.io/component": component };
}

/** What an object says of itself. */
export function metadata(name: string, component: Component, of = name): JsonObject {
  return { name, namespace: namespaces.platform, labels: labels(of, component) };
}

/** Where a service is found inside the cluster. */
export function hostOf(service: string): string {
  return `${service}.${namespaces.platform}.svc.cluster.local`;
}
