import { compressors } from "./compression.ts";
import type { Settings } from "./inputs.ts";
import { type Json, type JsonObject, typed } from "./json.ts";
import { jwt, payload } from "./jwt.ts";
import { addressLimit, limitFilters, methodLimit } from "./limits.ts";
import { cameAs } from "./local-replies.ts";
import { partnerMethods, transcoderFilter } from "./routes.ts";
import { transcoder } from "./transcoding.ts";

/** What a request from outside goes through, in this order; its answer comes back the other way. */
export function publicFilters(settings: Settings): Json[] {
  return [
    ...compressors,
    contentType,
    filter("envoy.filters.http.cors", typed("extensions.filters.http.cors.v3.Cors")),
    filter("envoy.filters.http.grpc_web", typed("extensions.filters.http.grpc_web.v3.GrpcWeb")),
    filter(limitFilters.address, addressLimit(settings)),
    filter(payload.filter, jwt(settings)),
    filter(limitFilters.method, methodLimit),
    // Only a route of REST switches it on.
    { ...filter(transcoderFilter, transcoder(partnerMethods.map(({ descriptor }) => descriptor))), disabled: true },
    router,
  ];
}

/** The same for operators, who are not counted. */
export function operatorsFilters(settings: Settings): Json[] {
  return [filter(payload.filter, jwt(settings)), router];
}

// Kept as it came: gRPC-Web is gRPC from its filter on, but what Envoy refuses must be said in gRPC-Web.
const contentType = filter(
  cameAs.filter,
  typed("extensions.filters.http.header_to_metadata.v3.Config", {
    request_rules: [
      {
        header: "content-type",
        on_header_present: { metadata_namespace: cameAs.filter, key: cameAs.key, type: "STRING" },
      },
    ],
  }),
);

const router = filter(
  "envoy.filters.http.router",
  typed("extensions.filters.http.router.v3.Router", { suppress_envoy_headers: true }),
);

function filter(name: string, config: JsonObject): JsonObject {
  return { name, typed_config: config };
}
