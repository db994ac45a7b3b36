import { type MethodContract, mediaPath, methods, playPath, uploadPath } from "@platform/kit";
import { clusterOf, web } from "./clusters.ts";
import { cors } from "./cors.ts";
import type { Settings } from "./inputs.ts";
import { duration, type Json, type JsonObject, typed } from "./json.ts";
import { demandToken, tokenBehindCookie, tokenOf, withoutToken } from "./jwt.ts";
import { limitOf } from "./limits.ts";
import { restCall } from "./rest.ts";
import { retries, retryPolicy } from "./retries.ts";
import { timing, transfer } from "./timing.ts";

/** The methods that partners see, in the order of the contracts. */
export const partnerMethods: readonly MethodContract[] = [...methods.values()].filter(({ options }) => options.partner);

export const transcoderFilter = "envoy.filters.http.grpc_json_transcoder";

const reflections = ["grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"];
const isGrpc = { name: "content-type", string_match: { prefix: "application/grpc" } };
const isPreflight: Json[] = [
  { name: "origin", present_match: true },
  { name: ":method", string_match: { exact: "OPTIONS" } },
  { name: "access-control-request-method", present_match: true },
];

/** What comes from outside: partners' methods go to their service, everything else to the bff. */
export function publicRoutes(settings: Settings): Json[] {
  return [
    // Two hosts come as one with a comma; whoever reads it behind might take either.
    refuse(400, { prefix: "/", headers: [{ name: ":authority", string_match: { contains: "," } }] }),
    ...partnerMethods.flatMap((method) => [preflight(settings, method, method.path), grpc(settings, method, true)]),
    ...reflections.map((name) => reflection(settings, name)),
    // What is no partner's is not there for gRPC, whoever asks.
    nothing({ prefix: "/", headers: [isGrpc] }),
    ...partnerMethods.flatMap((method) => [
      preflight(settings, method, restCall(method.descriptor).path),
      rest(settings, method),
    ]),
    nothing({ prefix: "/api/" }),
    ...[...methods.values()].filter(({ options }) => !options.directOnly).map((method) => connect(settings, method)),
    nothing({ prefix: "/platform." }),
    // What is for whoever sits at the machine is not for whoever comes through its door.
    ...["/dev/", "/readyz", "/healthz"].map((prefix) => nothing({ prefix })),
    page(settings, uploadPath),
    ...[mediaPath, "/"].flatMap((prefix) => [reading(settings, prefix), page(settings, prefix)]),
  ];
}

/** What the origin of packages has: the files of launches and the player's own, to be read. */
export function playRoutes(settings: Settings): Json[] {
  return [...[playPath, "/player/"].map((prefix) => reading(settings, prefix)), nothing({ prefix: "/" })];
}

/** What operators may call from this machine: every method by gRPC, with reflection and health. */
export function operatorsRoutes(settings: Settings): Json[] {
  const calls = [...methods.values()].filter(({ service }) => service !== "bff");
  return [
    ...calls.map((method) => grpc(settings, method, false)),
    ...reflections.map((name) => reflection(settings, name)),
    nothing({ prefix: "/" }),
  ];
}

/** What one service is asked where an operator names it as the authority: also what every process answers for itself. */
export function serviceRoutes({ patience }: Settings, service: string): Json[] {
  const route = { cluster: service, timeout: duration(0), idle_timeout: duration(patience.stream) };
  return [{ match: { prefix: "/", headers: [isGrpc] }, route, typed_per_filter_config: withoutToken }];
}

function grpc(settings: Settings, method: MethodContract, outside: boolean): Json {
  return {
    name: method.path,
    match: { path: method.path, headers: [isGrpc] },
    route: {
      cluster: clusterOf(method.service),
      ...timing(method, settings.patience),
      ...retries(method, "grpc"),
    },
    typed_per_filter_config: outside
      ? { ...demandToken(tokenOf(method)), ...limitOf(method), ...cors(settings) }
      : demandToken("any"),
  };
}

function rest(settings: Settings, method: MethodContract): Json {
  const { verb, path } = restCall(method.descriptor);
  return {
    name: `${verb} ${path}`,
    match: { path, headers: [{ name: ":method", string_match: { exact: verb } }] },
    route: {
      cluster: clusterOf(method.service),
      ...timing(method, settings.patience),
      ...retries(method, "grpc"),
    },
    typed_per_filter_config: {
      ...demandToken(tokenOf(method)),
      ...limitOf(method),
      ...cors(settings),
      [transcoderFilter]: typed("config.route.v3.FilterConfig", { config: {} }),
    },
  };
}

function connect(settings: Settings, method: MethodContract): Json {
  return {
    name: `connect ${method.path}`,
    match: { path: method.path },
    route: { cluster: web, ...timing(method, settings.patience), ...retries(method, "http") },
    typed_per_filter_config: { ...demandToken(tokenBehindCookie(method)), ...limitOf(method) },
  };
}

/** Reflection tells what the contracts are, which are no secret; any service knows all of them. */
function reflection({ patience }: Settings, name: string): Json {
  return {
    match: { path: `/${name}/ServerReflectionInfo`, headers: [isGrpc] },
    route: { cluster: clusterOf(""), timeout: duration(0), idle_timeout: duration(patience.idle) },
    typed_per_filter_config: withoutToken,
  };
}

/** A page's question whether it may call; the filter of CORS answers it, and it never gets to the service. */
function preflight(settings: Settings, method: MethodContract, path: string): Json {
  return {
    match: { path, headers: isPreflight },
    route: { cluster: clusterOf(method.service) },
    typed_per_filter_config: { ...withoutToken, ...cors(settings) },
  };
}

function page({ patience }: Settings, prefix: string): JsonObject {
  return { match: { prefix }, route: { cluster: web, ...transfer(patience) }, typed_per_filter_config: withoutToken };
}

/** A page or a picture that is fetched, which changes nothing, and so may be fetched again. */
function reading(settings: Settings, prefix: string): Json {
  const { route, ...rest } = page(settings, prefix);
  return {
    ...rest,
    match: { prefix, headers: [{ name: ":method", string_match: { exact: "GET" } }] },
    route: { ...(route as JsonObject), ...retryPolicy("http") },
  };
}

function nothing(match: JsonObject): Json {
  return refuse(404, match);
}

function refuse(status: number, match: JsonObject): Json {
  return { match, direct_response: { status }, typed_per_filter_config: withoutToken };
}
