import { Access } from "@platform/contract/platform/options/v1/options_pb.ts";
import { type ServiceName, services } from "../../../services.ts";
import { edges, partnerMethods } from "../edges.ts";
import type { Json, Manifest } from "../manifest.ts";
import { hostOf, metadata, namespaces, ports, selector, serviceNames } from "../names.ts";

const api = "security.istio.io/v1";

/** Where the keys of access tokens are. */
export const keysPath = "/.well-known/jwks.json";

/** How a service account names itself to others. */
export function principal(namespace: string, account: string): string {
  return `cluster.local/ns/${namespace}/sa/${account}`;
}

export const gateway = principal(namespaces.ingress, "istio-ingress");
const prometheus = principal(namespaces.observability, "prometheus");
const own = (service: ServiceName) => principal(namespaces.platform, service);

/** What holds for all services: nothing is said in clear, and nothing is let in that no policy names. */
export const strict: Manifest[] = [
  {
    apiVersion: api,
    kind: "PeerAuthentication",
    metadata: { name: "strict", namespace: namespaces.platform },
    spec: { mtls: { mode: "STRICT" } },
  },
  {
    apiVersion: api,
    kind: "AuthorizationPolicy",
    metadata: { name: "nothing-by-itself", namespace: namespaces.platform },
    spec: {},
  },
];

/** Who may ask a service for what: one rule an edge, and those of partners, browsers and Prometheus. */
export function authorization(service: ServiceName): Manifest {
  const port = services[service].port;
  return {
    apiVersion: api,
    kind: "AuthorizationPolicy",
    metadata: metadata(service, "service"),
    spec: {
      selector: { matchLabels: selector(service) },
      action: "ALLOW",
      rules: [
        ...edges
          .filter((edge) => edge.service === service)
          .map(({ caller, paths }) => allow([own(caller)], port, { paths })),
        ...partners(service),
        ...(service === "bff" ? browsers : []),
        allow([prometheus], ports.admin, { paths: ["/metrics"], methods: ["GET"] }),
      ],
    },
  };
}

/** The gateway brings partners' calls: those that the contract opens to anybody, and the others with a good token. */
function partners(service: ServiceName): Json[] {
  const methods = partnerMethods(service);
  const paths = (isPublic: boolean) =>
    methods.filter(({ options }) => (options.access === Access.PUBLIC) === isPublic).map(({ path }) => path);
  const rules: Json[] = [];
  if (paths(true).length > 0) rules.push(allow([gateway], services[service].port, { paths: paths(true) }));
  if (paths(false).length > 0) {
    rules.push(allow([gateway], services[service].port, { paths: paths(false) }, [`${issuer}/*`]));
  }
  if (service === reflected) rules.push(allow([gateway], services[service].port, { paths: reflections }));
  return rules;
}

const browsers: Json[] = [
  allow([gateway], ports.web, { notPaths: ["/dev/*", "/readyz", "/healthz"] }),
  allow(serviceNames.map(own), ports.web, { paths: [keysPath], methods: ["GET"] }),
];

/** Any service tells what the contracts are; the first of the street is asked. */
export const reflected = serviceNames[0] as ServiceName;
export const reflections = ["v1", "v1alpha"].map((version) => `/grpc.reflection.${version}.ServerReflection/*`);

const issuer = "platform";

/** The tokens of partners' calls, verified with the keys that the bff shows; the bff verifies those of browsers. */
export function requestAuthentication(service: ServiceName): Manifest[] {
  if (partnerMethods(service).length === 0) return [];
  return [
    {
      apiVersion: api,
      kind: "RequestAuthentication",
      metadata: metadata(service, "service"),
      spec: {
        selector: { matchLabels: selector(service) },
        jwtRules: [
          {
            issuer,
            audiences: [issuer],
            jwksUri: `http://${hostOf("bff")}:${ports.web}${keysPath}`,
            // The service verifies it too.
            forwardOriginalToken: true,
          },
        ],
      },
    },
  ];
}

function allow(
  principals: string[],
  port: number,
  operation: { paths?: string[]; notPaths?: string[]; methods?: string[] },
  requestPrincipals?: string[],
): Json {
  return {
    from: [{ source: { principals, ...(requestPrincipals && { requestPrincipals }) } }],
    to: [{ operation: { ...operation, ports: [String(port)] } }],
  };
}
