import { methods, playPath } from "@platform/kit";
import { inner } from "../../../envoy/src/hardening.ts";
import { services } from "../../../services.ts";
import { partnerMethods } from "../edges.ts";
import type { Json, JsonObject, Manifest } from "../manifest.ts";
import { hostOf, namespaces, ports, serviceNames } from "../names.ts";
import { reflected, reflections } from "./authorization.ts";
import { alike, never, repeating } from "./contracts.ts";

const api = "networking.istio.io/v1";
const name = { name: "edge", namespace: namespaces.platform };

/** The platform's name where people find it; an overlay says its own. */
export const publicHost = "platform.example.org";

/** The name under which packages are played: of another domain, so that they share no cookie with the platform. */
export const playHost = "play.example.net";

const isGrpc: JsonObject = { "content-type": { prefix: "application/grpc" } };

/** Where browsers and partners come in. */
export const gateway: Manifest = {
  apiVersion: api,
  kind: "Gateway",
  metadata: name,
  spec: {
    selector: { istio: "ingress" },
    servers: [
      {
        port: { number: 443, name: "https", protocol: "HTTPS" },
        hosts: [publicHost, playHost],
        // A Secret of the gateway's namespace, such as cert-manager keeps.
        tls: { mode: "SIMPLE", credentialName: "platform-tls", minProtocolVersion: "TLSV1_2" },
      },
      {
        port: { number: 80, name: "http", protocol: "HTTP" },
        hosts: [publicHost, playHost],
        tls: { httpsRedirect: true },
      },
    ],
  },
};

/** What comes from outside goes as on one machine: partners' methods to their service, everything else to the bff. */
export function edge(): Manifest {
  const bridged = [...methods.values()].filter(({ options }) => !options.directOnly);
  const http: JsonObject[] = [
    ...serviceNames.flatMap((service) =>
      alike(partnerMethods(service), "grpc").map(({ paths, timing, retries }) => ({
        match: paths.map((exact) => ({ uri: { exact }, headers: isGrpc })),
        ...timing,
        retries,
        route: to(service, services[service].port),
      })),
    ),
    {
      match: reflections.map((path) => ({ uri: { prefix: path.replace("*", "") }, headers: isGrpc })),
      retries: never,
      route: to(reflected, services[reflected].port),
    },
    // What is no partner's is not there for gRPC, and REST is for an Envoy that is told how to write it.
    nothing({ headers: isGrpc }, { uri: { prefix: "/api/" } }),
    ...alike(bridged, "http").map(({ paths, timing, retries }) => ({
      match: paths.map((exact) => ({ uri: { exact } })),
      ...timing,
      retries,
      route: to("bff", ports.web),
    })),
    // What is for whoever sits at the machine is not for whoever comes through its door.
    nothing(...["/platform.", "/dev/", "/readyz", "/healthz"].map((prefix) => ({ uri: { prefix } }))),
    // A page or a picture that is fetched, which changes nothing, and so may be fetched again.
    { match: [{ method: { exact: "GET" } }], retries: repeating("http"), route: to("bff", ports.web) },
    { retries: never, route: to("bff", ports.web) },
  ];
  // Only the platform's own hops may say these.
  const headers: Json = { request: { remove: inner } };
  return {
    apiVersion: api,
    kind: "VirtualService",
    metadata: name,
    spec: { hosts: [publicHost], gateways: [name.name], http: http.map((route) => ({ ...route, headers })) },
  };
}

/** What the origin of packages has: the files of launches and the player's own, to be read. */
export function play(): Manifest {
  const read = [playPath, "/player/"].map((prefix) => ({ uri: { prefix }, method: { exact: "GET" } }));
  const http: JsonObject[] = [
    { match: read, retries: repeating("http"), route: to("bff", ports.web) },
    nothing({ uri: { prefix: "/" } }),
  ];
  const headers: Json = { request: { remove: inner } };
  return {
    apiVersion: api,
    kind: "VirtualService",
    metadata: { ...name, name: "play" },
    spec: { hosts: [playHost], gateways: [name.name], http: http.map((route) => ({ ...route, headers })) },
  };
}

function nothing(...match: Json[]): JsonObject {
  return { match, directResponse: { status: 404 } };
}

function to(service: string, port: number): Json[] {
  return [{ destination: { host: hostOf(service), port: { number: port } } }];
}
