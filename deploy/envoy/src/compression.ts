import { type Json, type JsonObject, typed } from "./json.ts";

// A stream's type is not among these: its parts must leave when they are written.
const types = [
  "application/javascript",
  "application/json",
  "application/manifest+json",
  "application/xml",
  "image/svg+xml",
  "text/css",
  "text/html",
  "text/javascript",
  "text/markdown",
  "text/plain",
];

/** Compresses pages and JSON that come plain; what the bff has compressed already passes as it is. */
export const compressors: Json[] = [
  // The one that is asked later on the way out is named first: brotli where a client takes both.
  compressor("gzip", "compression.gzip.compressor.v3.Gzip", { compression_level: "COMPRESSION_LEVEL_4" }),
  compressor("brotli", "compression.brotli.compressor.v3.Brotli", { quality: 4 }),
];

function compressor(name: string, type: string, config: JsonObject): Json {
  return {
    name: `platform.compression.${name}`,
    typed_config: typed("extensions.filters.http.compressor.v3.Compressor", {
      response_direction_config: {
        common_config: { min_content_length: 256, content_type_matcher: types.map((prefix) => ({ prefix })) },
        disable_on_etag_header: false,
      },
      choose_first: name === "brotli",
      compressor_library: { name, typed_config: typed(`extensions.${type}`, config) },
    }),
  };
}
