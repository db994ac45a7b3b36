import { methods } from "@platform/kit";
import { type ServiceName, services } from "../../services.ts";
import { serviceNames } from "./names.ts";

/** That one service calls another, and what of it: paths of methods, with a star at the end for all that begin so. */
export interface Edge {
  caller: ServiceName;
  service: ServiceName;
  paths: string[];
}

const keys = declared("/platform.auth.v1.SessionService/GetKeys");
const operations = packagesOf("operations").map((name) => `/${name}.*`);

/** Who calls whom: the street map, and what the kit asks of each service for itself. */
export const edges: readonly Edge[] = serviceNames.flatMap((caller) =>
  serviceNames.flatMap((service) => {
    const paths = pathsOf(caller, service);
    return paths.length > 0 ? [{ caller, service, paths }] : [];
  }),
);

function pathsOf(caller: ServiceName, service: ServiceName): string[] {
  const calls: readonly string[] = services[caller].calls;
  const paths = calls.includes(service) ? packagesOf(service).map((name) => `/${name}.*`) : [];
  // Every process verifies access tokens with auth's keys, and auth's own asks as the others do.
  if (service === "auth" && !calls.includes(service)) paths.push(keys);
  // The bff asks each process that keeps events how they are.
  if (caller === "bff" && services[service].database) paths.push(...operations);
  return paths;
}

function declared(path: string): string {
  if (!methods.has(path)) throw new Error(`No contract declares ${path}, which the kit calls: say here what it calls`);
  return path;
}

/** The packages of the contracts that a service answers. */
function packagesOf(service: string): string[] {
  const own = [...methods.values()].filter((method) => method.service === service);
  return [...new Set(own.map(({ descriptor }) => descriptor.parent.file.proto.package))];
}

/** The services that one calls. */
export function calledBy(caller: ServiceName): ServiceName[] {
  return edges.filter((edge) => edge.caller === caller).map(({ service }) => service);
}

/** The services that call one. */
export function callersOf(service: ServiceName): ServiceName[] {
  return edges.filter((edge) => edge.service === service).map(({ caller }) => caller);
}

/** The methods of a service that partners call past the bff. */
export function partnerMethods(service: ServiceName) {
  return [...methods.values()].filter((method) => method.service === service && method.options.partner);
}
