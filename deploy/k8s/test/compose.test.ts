import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "@platform/kit";
import { describe, expect, it } from "vitest";
import { type ServiceName, services, topics } from "../../services.ts";
import { composeFiles } from "../src/compose/files.ts";
import { type Document, folder, parse } from "./documents.ts";

const compose = (path: string) => readFileSync(`${folder}../compose/${path}`, "utf8");
const file = parse(compose("compose.yaml"))[0];
const names = Object.keys(services) as ServiceName[];
const containers = Object.entries<Document>(file.services);
const example = Object.fromEntries(
  compose(".env.example")
    .split("\n")
    .filter((line) => /^\w+=/.test(line))
    .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
);

/** What compose makes of a value, with what is missing filled in. */
const filled = (value: string) =>
  value.replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_all, _name, kind, rest) => (kind === "-" ? rest : "x".repeat(32)));

/** Runs the job that says where packages are played, on the files here. */
function sayAt(folder: string, script: string, url: string) {
  const here = script
    .replaceAll("$$", "$")
    .replace("/etc/edge/envoy.json", new URL("../../compose/envoy.json", import.meta.url).pathname)
    .replace("/tmp/envoy.json", join(folder, "made.json"));
  return spawnSync("sh", ["-c", here], { env: { PATH: process.env.PATH, PLATFORM_PLAY_URL: url }, encoding: "utf8" });
}

it("are what the street map and the contracts make them; else run `npm run manifests`", () => {
  for (const [path, text] of composeFiles()) expect(compose(path), path).toBe(text);
});

describe("compose", () => {
  it("runs each container as nobody on a root that is read only, but for the one that gives a volume away", () => {
    for (const [name, container] of containers) {
      expect(container.read_only, name).toBe(true);
      expect(container.cap_drop, name).toEqual(["ALL"]);
      expect(container.security_opt, name).toEqual(["no-new-privileges:true"]);
      if (name !== "bucket") expect(container.user, name).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    }
    expect(file.services.bucket.cap_add).toEqual(["CHOWN"]);
  });

  it("waits for what is there, and is healthy or done where it says so", () => {
    for (const [name, { depends_on = {} }] of containers) {
      for (const [other, { condition }] of Object.entries<Document>(depends_on)) {
        const awaited = file.services[other];
        expect(awaited, `${name} waits for ${other}`).toBeDefined();
        if (condition === "service_healthy") expect(awaited.healthcheck, other).toBeDefined();
        if (condition === "service_completed_successfully") expect(awaited.restart, other).toMatch(/^(no|on-failure)$/);
      }
    }
  });

  it.each(names)("migrates %s before it starts, and tells it all that a process has to be told", (name) => {
    const { environment, depends_on } = file.services[name];
    if (services[name].database) {
      expect(depends_on[`${name}-migration`]).toEqual({ condition: "service_completed_successfully" });
      expect(file.services[`${name}-migration`].command).toEqual(["migrate"]);
      expect(file.services[`${name}-migration`].image).toBe(file.services[name].image);
    }
    const values = Object.fromEntries(Object.entries<string>(environment).map(([key, value]) => [key, filled(value)]));
    const config = readConfig(values);
    expect(config.grpc.port).toBe(services[name].port);
    expect(config.migrations).toBe("expect");
    for (const peer of names) expect(config.peers.get(peer)).toBe(`${peer}:${services[peer].port}`);
    const [subnet] = file.networks.default.ipam.config;
    expect(config.trustedProxies).toContain(subnet.subnet);
    const envoy = file.services.envoy.depends_on;
    expect(envoy[name]).toEqual({ condition: "service_healthy" });
  });

  it("makes each topic of the street map", () => {
    for (const [topic, { partitions }] of Object.entries(topics)) {
      expect(file.services.topics.command[0]).toContain(`--topic ${topic} --partitions ${partitions} `);
    }
  });

  it("opens to other machines Envoy alone", () => {
    const open = containers.flatMap(([name, { ports = [] }]) =>
      ports.filter((port: string) => !port.startsWith("127.0.0.1:")).map((port: string) => `${name} ${port}`),
    );
    expect(open).toEqual(["envoy 8000:8000"]);
  });

  it.each([
    ["", ["play.localhost:8000", "play.localhost"]],
    ["https://play.example.net", ["play.example.net"]],
    ["https://play.example.net:8443/", ["play.example.net:8443", "play.example.net"]],
  ])("plays packages where .env says by PLATFORM_PLAY_URL=%s", (url, domains) => {
    const { environment, command } = file.services.edge;
    const folder = mkdtempSync(join(tmpdir(), "platform-edge-"));
    try {
      const run = sayAt(folder, command.at(-1), url || filled(environment.PLATFORM_PLAY_URL));
      expect(run.stderr).toBe("");
      const made = JSON.parse(readFileSync(join(folder, "made.json"), "utf8"));
      const [listener] = made.static_resources.listeners;
      const [filter] = listener.filter_chains[0].filters;
      expect(filter.typed_config.route_config.virtual_hosts[0]).toMatchObject({ name: "play", domains });
      // Nothing else is changed.
      filter.typed_config.route_config.virtual_hosts[0].domains = ["play.localhost:8000", "play.localhost"];
      expect(made).toEqual(JSON.parse(compose("envoy.json")));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it.each(["play.example.net", 'https://play"],x', "https://a/b", "javascript:x"])(
    "starts no edge where packages were to be played at %s",
    (url) => {
      const folder = mkdtempSync(join(tmpdir(), "platform-edge-"));
      try {
        const run = sayAt(folder, file.services.edge.command.at(-1), url);
        expect([run.status, run.stderr]).toEqual([1, expect.stringContaining("PLATFORM_PLAY_URL is no origin")]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );

  it("shows containers what is there", () => {
    const files = containers
      .flatMap(([, { volumes = [] }]) => volumes as string[])
      .map((volume) => volume.split(":")[0] as string)
      .filter((path) => path.startsWith("."));
    expect(files.length).toBeGreaterThan(0);
    for (const path of files) expect(existsSync(`${folder}../compose/${path}`), path).toBe(true);
  });

  it("asks .env for each secret, and .env.example has none", () => {
    const asked = [...compose("compose.yaml").matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name as string);
    for (const name of new Set(asked)) expect(example[name], name).toBe("");
    const named = [...compose("compose.yaml").matchAll(/\$\{(\w+)/g)].map(([, name]) => name as string);
    expect([...new Set(named)].sort()).toEqual(Object.keys(example).sort());
  });
});
