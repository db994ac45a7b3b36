import { playPath } from "@platform/kit";
import { type Json, typed } from "./json.ts";

/**
 * A line a request on stdout. Queries are left out: they may hold what nobody else should read. So are the files of
 * packages, whose paths hold it.
 */
export const accessLog: Json = {
  name: "envoy.access_loggers.stdout",
  filter: {
    header_filter: { header: { name: ":path", string_match: { prefix: playPath }, invert_match: true } },
  },
  typed_config: typed("extensions.access_loggers.stream.v3.StdoutAccessLog", {
    log_format: {
      json_format: {
        "@timestamp": "%START_TIME(%Y-%m-%dT%H:%M:%E3SZ)%",
        "http.request.method": "%REQ(:METHOD)%",
        "url.path": "%PATH(NQ)%",
        "http.response.status_code": "%RESPONSE_CODE%",
        "grpc.status": "%GRPC_STATUS%",
        "envoy.flags": "%RESPONSE_FLAGS%",
        "envoy.details": "%RESPONSE_CODE_DETAILS%",
        "envoy.cluster": "%UPSTREAM_CLUSTER%",
        "event.duration_ms": "%DURATION%",
        "client.address": "%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%",
        "request.id": "%REQ(X-REQUEST-ID)%",
      },
    },
  }),
};
