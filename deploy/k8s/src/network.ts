import { type ServiceName, services } from "../../services.ts";
import { calledBy, callersOf, partnerMethods } from "./edges.ts";
import type { Json, JsonObject, Manifest } from "./manifest.ts";
import { metadata, namespaces, ports, selector, serviceNames } from "./names.ts";

/** The ports at which the parts are reached, wherever they are. */
const partPorts = {
  database: [5432],
  // Redis, Kafka, S3, mail, OTLP.
  all: [6379, 9092, 9093, 9094, 443, 7070, 9000, 25, 465, 587, 4317, 4318],
} as const;

/** Nothing comes or goes that no other policy names. */
export const nothingByItself: Manifest = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "nothing-by-itself", namespace: namespaces.platform },
  spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] },
};

/** Who reaches a service, and whom it reaches: those whom it calls, and the parts. */
export function network(service: ServiceName): Manifest {
  const { port, database } = services[service];
  const callers = callersOf(service);
  const gateway = from(inNamespace(namespaces.ingress));
  const ingress: Json[] = [{ ...from(inNamespace(namespaces.observability)), ports: tcp(ports.admin) }];
  if (callers.length > 0) ingress.unshift({ ...from(podsOf(callers)), ports: tcp(port) });
  if (partnerMethods(service).length > 0) ingress.push({ ...gateway, ports: tcp(port) });
  if (service === "bff") {
    ingress.push({ ...gateway, ports: tcp(ports.web) });
    // Sidecars read the keys of access tokens.
    ingress.push({ ...from(podsOf(serviceNames)), ports: tcp(ports.web) });
  }
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: metadata(service, "service"),
    spec: {
      podSelector: { matchLabels: selector(service) },
      policyTypes: ["Ingress", "Egress"],
      ingress,
      egress: [
        ...calledBy(service).map((called) => ({ to: [podsOf([called])], ports: tcp(services[called].port) })),
        { to: [podsOf(["bff"])], ports: tcp(ports.web) },
        names(),
        // Sidecars are told there what to do.
        { to: [inNamespace("istio-system")], ports: tcp(15_012) },
        ...toParts([...(database ? partPorts.database : []), ...partPorts.all]),
      ],
    },
  };
}

/** The same of all migrations, which reach databases alone. */
export const migrationNetwork: Manifest = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "migrations", namespace: namespaces.platform },
  spec: {
    podSelector: { matchLabels: { "app.kubernetes.io/component": "migration" } },
    policyTypes: ["Egress"],
    egress: [names(), ...toParts(partPorts.database)],
  },
};

function names(): Json {
  return {
    to: [inNamespace("kube-system")],
    ports: ["UDP", "TCP"].map((protocol) => ({ protocol, port: 53 })),
  };
}

/** Outside of the cluster, but not the machine's own description, or among the parts inside. */
function toParts(numbers: readonly number[]): Json[] {
  const to: Json[] = [
    { ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.0.0/16"] } },
    { podSelector: { matchLabels: { "app.kubernetes.io/component": "part" } } },
    inNamespace(namespaces.observability),
  ];
  return [{ to, ports: tcp(...numbers) }];
}

function from(...peers: JsonObject[]): JsonObject {
  return { from: peers };
}

function inNamespace(name: string): JsonObject {
  return { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } };
}

function podsOf(names: readonly string[]): JsonObject {
  return {
    podSelector: {
      matchLabels: { "app.kubernetes.io/component": "service" },
      matchExpressions: [{ key: "app.kubernetes.io/name", operator: "In", values: [...names] }],
    },
  };
}

function tcp(...numbers: number[]): Json[] {
  return numbers.map((port) => ({ protocol: "TCP", port }));
}
