// The bridge under the Connect protocol's own conformance runner, connectrpc.com/conformance.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { bundle } from "../../../tools/build.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");
const runner = join(root, ".cache/bin/connectconformance");
const descriptors = join(root, ".cache/conformance.binpb");
const folder = join(root, ".cache/conformance");
const isThere = existsSync(runner) && existsSync(descriptors);

/** What the bridge claims: all of Connect but streams of requests, which none of the contracts has. */
const config = `
features:
  versions: [HTTP_VERSION_1]
  protocols: [PROTOCOL_CONNECT]
  codecs: [CODEC_PROTO, CODEC_JSON]
  compressions: [COMPRESSION_IDENTITY, COMPRESSION_GZIP, COMPRESSION_BR]
  stream_types: [STREAM_TYPE_UNARY, STREAM_TYPE_SERVER_STREAM]
  supports_h2c: false
  supports_tls: false
  supports_trailers: false
  supports_half_duplex_bidi_over_http1: false
  supports_connect_get: true
  supports_message_receive_limit: true
`;

describe("the bridge", () => {
  beforeAll(async () => {
    if (!isThere) return;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "config.yaml"), config);
    await bundle({ server: "services/bff/test/conformance/server.ts" }, folder);
  });

  it.skipIf(!isThere)(
    "conforms to the Connect protocol, by its own runner (node tools/conformance.mjs fetches it; it wants Go)",
    () => {
      const args = ["--conf", join(folder, "config.yaml"), "--mode", "server", "--"];
      const server = [process.execPath, join(folder, "server.js"), descriptors];
      const run = spawnSync(runner, [...args, ...server], { encoding: "utf8", maxBuffer: 64 << 20 });
      const words = run.stdout + run.stderr;
      expect(words).toMatch(/^\d+ passed, 0 failed$/m);
      expect(run.status, words).toBe(0);
      expect(Number(/Total cases: (\d+)/.exec(words)?.[1])).toBeGreaterThan(200);
    },
    120_000,
  );
});
