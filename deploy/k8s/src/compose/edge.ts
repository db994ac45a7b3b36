import { playHosts } from "@platform/envoy";
import { images } from "../images.ts";
import type { JsonObject } from "../manifest.ts";
import { nobody } from "../names.ts";
import { after, held, kept, optional, shown } from "./service.ts";

/** Where packages are played unless `.env` says otherwise. */
export const standardPlayUrl = "http://play.localhost:8000";

const playUrl = { PLATFORM_PLAY_URL: optional("PLATFORM_PLAY_URL", standardPlayUrl) };
const volume = "edge";

/** What `envoy.json` says of the hosts of packages, as it stands there. */
const standardDomains = `"domains":${JSON.stringify(playHosts(standardPlayUrl))}`;

/**
 * Says in Envoy's configuration where packages are played. Envoy reads no variables, and its image has no shell.
 * Compose takes a dollar sign of its own for the start of a variable, so those of the shell are doubled.
 */
export const sayPlayHosts = [
  "set -eu",
  `host=$$(printf %s "$$PLATFORM_PLAY_URL" | sed -nE 's#^https?://([A-Za-z0-9.-]+(:[0-9]+)?)/?$$#\\1#p')`,
  `test -n "$$host" || { echo "PLATFORM_PLAY_URL is no origin, such as https://play.example.org" >&2; exit 1; }`,
  `name=$$(printf %s "$$host" | sed 's/:.*//')`,
  `domains="\\"$$host\\""`,
  `test "$$host" = "$$name" || domains="$$domains,\\"$$name\\""`,
  `sed 's/${standardDomains.replace(/[[\].]/g, "\\$&")}/"domains":['"$$domains"']/' /etc/edge/envoy.json > /tmp/envoy.json`,
].join("\n");

/** Envoy, and the job that says to it what only `.env` knows. */
export const edge = (awaited: JsonObject): JsonObject => ({
  edge: {
    image: images.busybox,
    ...held(nobody, []),
    restart: "no",
    command: ["sh", "-c", sayPlayHosts],
    environment: playUrl,
    // A new volume takes over whose `/tmp` is in the image: everybody's.
    volumes: [shown("envoy.json", "/etc/edge/envoy.json"), kept(volume, "/tmp")],
  },
  envoy: {
    image: images.envoy,
    ...held(101, ["/tmp"]),
    command: ["-c", "/etc/envoy/envoy.json"],
    // It reads none of it; but where it is changed, Envoy is to begin anew.
    environment: playUrl,
    ports: ["8000:8000"],
    volumes: [kept(volume, "/etc/envoy:ro")],
    depends_on: { ...awaited, edge: after.done },
  },
});
