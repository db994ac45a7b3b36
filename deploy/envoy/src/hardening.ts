import { carriedKeys } from "@platform/kit";
import type { Settings } from "./inputs.ts";
import { duration, type Json, type JsonObject, typed } from "./json.ts";

/** What only the platform's own hops may say, or a proxy in front; nobody outside is believed about it. */
export const inner = [
  carriedKeys.proof,
  carriedKeys.address,
  carriedKeys.device,
  carriedKeys.requestId,
  "forwarded",
  "x-forwarded-client-cert",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-forwarded-prefix",
  "x-original-url",
  "x-real-ip",
  "x-rewrite-url",
];

/** What is said to everything behind of where a request began: one address, which no client can add to. */
export const origin: Json = {
  header: { key: "x-forwarded-for", value: "%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%" },
  append_action: "OVERWRITE_IF_EXISTS_OR_ADD",
};

// An empty list would mean everybody.
const nobody = { address_prefix: "255.255.255.255", prefix_len: 32 };

/** How a connection from outside is held: what is refused, what is limited, and what it cannot say of itself. */
export function hardening({ patience, trustedHops }: Settings): JsonObject {
  const removed = trustedHops === 0 ? [...inner, "x-forwarded-for", "x-forwarded-proto"] : inner;
  return {
    codec_type: "AUTO",
    use_remote_address: true,
    xff_num_trusted_hops: trustedHops,
    // Said anew by `origin`.
    skip_xff_append: true,
    // An address of this network is a stranger's like any other.
    internal_address_config: { unix_sockets: false, cidr_ranges: [nobody] },
    always_set_request_id_in_response: true,
    forward_client_cert_details: "SANITIZE",
    early_header_mutation_extensions: [
      {
        name: "strip",
        typed_config: typed("extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation", {
          mutations: [
            ...removed.map((header): Json => ({ remove: header })),
            { remove_on_match: { key_matcher: { prefix: "x-envoy-" } } },
          ],
        }),
      },
    ],
    server_header_transformation: "PASS_THROUGH",
    normalize_path: true,
    merge_slashes: true,
    path_with_escaped_slashes_action: "REJECT_REQUEST",
    max_request_headers_kb: 16,
    request_headers_timeout: duration(patience.headers),
    stream_idle_timeout: duration(patience.idle),
    drain_timeout: duration(5000),
    delayed_close_timeout: duration(1000),
    common_http_protocol_options: {
      headers_with_underscores_action: "REJECT_REQUEST",
      idle_timeout: duration(patience.connection),
      max_headers_count: 64,
    },
    http_protocol_options: { allow_absolute_url: false, accept_http_10: false, allow_chunked_length: false },
    http2_protocol_options: {
      max_concurrent_streams: 100,
      initial_stream_window_size: 1 << 16,
      initial_connection_window_size: 1 << 20,
      max_outbound_frames: 10_000,
      max_outbound_control_frames: 1000,
      max_consecutive_inbound_frames_with_empty_payload: 1,
      max_inbound_priority_frames_per_stream: 20,
      max_inbound_window_update_frames_per_data_frame_sent: 10,
      allow_connect: false,
    },
  };
}
