import { methods } from "@platform/kit";
import { describe, expect, it } from "vitest";
import { eachBackend } from "../../services.ts";
import { readInputs } from "../src/environment.ts";
import { type EnvoyInputs, envoyConfig } from "../src/index.ts";
import { demandDistinct, restCall } from "../src/rest.ts";
import { describeEnvoy, validate } from "./run.ts";

const inputs: EnvoyInputs = {
  ports: { public: 8000, operators: 8001, admin: 9901 },
  addresses: {
    ...eachBackend(() => "127.0.0.1:6"),
    auth: "127.0.0.1:1",
    user: "127.0.0.1:2+127.0.0.1:22",
    learning: "learning.mesh:3",
    notification: "[::1]:4",
  },
  web: "127.0.0.1:5",
  playHosts: ["play.example.net"],
};

interface Route {
  match: { path?: string; prefix?: string; headers?: { name: string; string_match?: { prefix?: string } }[] };
  route?: { cluster: string; timeout?: string; idle_timeout?: string; retry_policy?: object };
  direct_response?: object;
  typed_per_filter_config: Record<string, { requirement_name?: string; descriptors?: { token_bucket: object }[] }>;
}

interface Configuration {
  admin: { address: { socket_address: { address: string } } };
  static_resources: {
    clusters: { name: string; type: string; load_assignment: { endpoints: { lb_endpoints: object[] }[] } }[];
    listeners: {
      address: { socket_address: { address: string } };
      filter_chains: {
        filters: { typed_config: { route_config: { virtual_hosts: { domains: string[]; routes: Route[] }[] } } }[];
      }[];
    }[];
  };
}

const config = envoyConfig(inputs) as unknown as Configuration;

function routes(listener: number): Route[] {
  const [chain] = config.static_resources.listeners[listener]?.filter_chains ?? [];
  const hosts = chain?.filters[0]?.typed_config.route_config.virtual_hosts ?? [];
  return hosts.find(({ domains }) => domains.includes("*"))?.routes ?? [];
}

const isGrpc = ({ match }: Route) => match.headers?.some(({ name }) => name === "content-type") ?? false;
const isPreflight = ({ match }: Route) => match.headers?.some(({ name }) => name === "origin") ?? false;
const outside = routes(0).filter((route) => !isPreflight(route));
const grpcOf = (path: string, among = outside) => among.find((route) => route.match.path === path && isGrpc(route));
const connectOf = (path: string) => outside.find((route) => route.match.path === path && !isGrpc(route));
const all = [...methods.values()];

describe("the routes from outside", () => {
  it.each(all.map((method) => [method.path, method] as const))("%s goes where its contract says", (path, method) => {
    const { options, timeout, service, descriptor, repeatable } = method;
    const grpc = grpcOf(path);
    const connect = connectOf(path);
    const rest = outside.find(({ match }) => match.path === restCall(descriptor).path);
    expect(grpc?.route?.cluster).toBe(options.partner ? service : undefined);
    if (options.partner) expect(rest?.route?.cluster).toBe(service);
    expect(connect?.route?.cluster).toBe(options.directOnly ? undefined : "bff");
    for (const route of [grpc, connect]) {
      if (!route) continue;
      expect(route.route?.timeout).toBe(timeout === undefined ? "0s" : `${(timeout + 1000) / 1000}s`);
      expect(route.route?.idle_timeout).toBeDefined();
      expect(route.route?.retry_policy !== undefined).toBe(repeatable && descriptor.methodKind === "unary");
      const limits = route.typed_per_filter_config["platform.limits.method"]?.descriptors;
      const rate = options.rate?.perMinute ?? 0;
      expect(limits?.map(({ token_bucket }) => token_bucket)).toMatchObject([
        { tokens_per_fill: rate * 2 },
        { tokens_per_fill: rate * 10 },
      ]);
    }
  });

  it("let no gRPC and no REST pass but those", () => {
    const last = outside.findLastIndex(isGrpc);
    expect(outside[last]).toMatchObject({ match: { prefix: "/" }, direct_response: { status: 404 } });
    expect(outside.find(({ match }) => match.prefix === "/api/")).toMatchObject({ direct_response: { status: 404 } });
    expect(outside.find(({ match }) => match.prefix === "/platform.")).toMatchObject({
      direct_response: { status: 404 },
    });
  });

  it("give each REST call an address of its own", () => {
    const [first] = all;
    if (!first) throw new Error("there are no contracts");
    expect(() => demandDistinct([first.descriptor, first.descriptor])).toThrow(/rename one of them/);
  });
});

describe("the routes of the origin of packages", () => {
  const [chain] = config.static_resources.listeners[0]?.filter_chains ?? [];
  const hosts = chain?.filters[0]?.typed_config.route_config.virtual_hosts ?? [];

  it("have the files of launches and the player's own, to be read, and nothing else", () => {
    expect(hosts.map(({ domains }) => domains)).toEqual([["play.example.net"], ["*"]]);
    const [files, player, last, ...more] = hosts[0]?.routes ?? [];
    const reading = { headers: [{ name: ":method", string_match: { exact: "GET" } }] };
    expect(files).toMatchObject({ match: { prefix: "/p/", ...reading }, route: { cluster: "bff" } });
    expect(player).toMatchObject({ match: { prefix: "/player/", ...reading }, route: { cluster: "bff" } });
    expect(last).toMatchObject({ match: { prefix: "/" }, direct_response: { status: 404 } });
    expect(more).toEqual([]);
  });

  it("leave no line of their paths, which are secrets of learners", () => {
    const filter = {
      header_filter: { header: { name: ":path", string_match: { prefix: "/p/" }, invert_match: true } },
    };
    expect(chain?.filters[0]?.typed_config).toMatchObject({ access_log: [{ filter }] });
  });
});

describe("the operators' routes", () => {
  it("have every method of every service", () => {
    for (const { path, service } of all) {
      if (service !== "bff") expect(grpcOf(path, routes(1)), path).toBeDefined();
    }
  });

  it("are for this machine alone, as the administration is", () => {
    expect(config.static_resources.listeners[1]?.address.socket_address.address).toBe("127.0.0.1");
    expect(config.admin.address.socket_address.address).toBe("127.0.0.1");
  });
});

describe("the environment", () => {
  it("is this machine and the street map, unless it says something else", () => {
    const standard = readInputs({});
    expect(standard.addresses.user).toBe("127.0.0.1:9102");
    const { addresses, tls } = readInputs({
      PLATFORM_PEERS: "user=user.mesh:9102,auth=10.0.0.1:1+10.0.0.2:1",
      PLATFORM_TLS_CERTIFICATE: "/tls/chain.pem",
      PLATFORM_TLS_KEY: "/tls/key.pem",
    });
    expect(addresses).toMatchObject({ user: "user.mesh:9102", auth: "10.0.0.1:1+10.0.0.2:1" });
    expect(standard.playHosts).toEqual(["play.localhost:8000", "play.localhost"]);
    expect(readInputs({ PLATFORM_PLAY_URL: "https://play.example.net" }).playHosts).toEqual(["play.example.net"]);
    expect(tls).toEqual({ certificate: "/tls/chain.pem", key: "/tls/key.pem" });
  });

  it("is refused where it is half said, or is not what it should be", () => {
    expect(() => readInputs({ PLATFORM_TLS_KEY: "/tls/key.pem" })).toThrow(/set both, or neither/);
    expect(() => readInputs({ PLATFORM_EDGE_PORT: "eighty" })).toThrow("PLATFORM_EDGE_PORT is not a whole number");
  });
});

describe("the clusters", () => {
  it("have all processes of a service, found by name where they have one", () => {
    const of = (name: string) => config.static_resources.clusters.find((cluster) => cluster.name === name);
    expect(of("user")?.load_assignment.endpoints[0]?.lb_endpoints).toHaveLength(2);
    expect(of("user")?.type).toBe("STATIC");
    expect(of("learning")?.type).toBe("STRICT_DNS");
    expect(of("notification")?.type).toBe("STATIC");
    expect(() => envoyConfig({ ...inputs, web: "nowhere" })).toThrow("nowhere is no address; write host:port");
  });
});

describeEnvoy("Envoy itself", () => {
  it("takes the configuration, and has nothing to say against it", async () => {
    const { status, said } = await validate(inputs);
    expect(said).not.toMatch(/deprecated|warning/i);
    expect(status, said).toBe(0);
  });
});
