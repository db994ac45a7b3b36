import { readdirSync, readFileSync } from "node:fs";
import { type MethodContract, methods, readConfig } from "@platform/kit";
import { describe, expect, it } from "vitest";
import { inner } from "../../envoy/src/hardening.ts";
import { type ServiceName, services, topics } from "../../services.ts";
import { manifests } from "../src/manifests.ts";
import { documentsOf, find, folder, parse, podSpecs } from "./documents.ts";

const names = Object.keys(services) as ServiceName[];
const keeping = names.filter((name) => services[name].database);
const base = documentsOf("base");
const migrations = documentsOf("migrations");
const istio = documentsOf("istio");
const parts = documentsOf("overlays/dev");
const all = [...documentsOf("settings"), ...base, ...migrations, ...istio, ...parts];
const contracts = [...methods.values()];
const partners = (service: string) => contracts.filter((one) => one.service === service && one.options.partner);
const settings = Object.fromEntries(
  parse(readFileSync(`${folder}settings/kustomization.yaml`, "utf8"))[0].configMapGenerator[0].literals.map(
    (line: string) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)],
  ),
);

describe("the files", () => {
  it("are what the street map and the contracts make them; else run `npm run manifests`", () => {
    const made = manifests();
    for (const [path, text] of made) expect(readFileSync(folder + path, "utf8"), path).toBe(text);
    const there = ["settings", "base", "migrations", "istio", "overlays"]
      .flatMap((room) =>
        readdirSync(folder + room, { recursive: true, encoding: "utf8" }).map((path) => `${room}/${path}`),
      )
      .filter((path) => path.endsWith(".yaml"))
      .sort();
    expect(there).toEqual([...made.keys()].sort());
  });

  it("hold no secret: what is one is named, and kept elsewhere", () => {
    expect(all.filter(({ kind }) => kind === "Secret")).toEqual([]);
    const env = podSpecs(all).flatMap(({ spec }) =>
      spec.containers.flatMap((one: { env?: object[] }) => one.env ?? []),
    );
    const telling = env.filter(({ name }: { name: string }) => /SECRET|PASSWORD|KEY|_URL$/.test(name));
    const open = telling.filter((one: { valueFrom?: { secretKeyRef?: object } }) => !one.valueFrom?.secretKeyRef);
    expect(open.map(({ name, value }: { name: string; value: string }) => `${name}=${value}`).sort()).toEqual(
      [
        ...keeping.map(() => "PLATFORM_BLOBS_URL=file:///tmp"),
        "PLATFORM_DATABASE_URL=postgres://none/{service}",
      ].sort(),
    );
    expect(Object.keys(settings).filter((name) => /SECRET|PASSWORD|KEY/.test(name))).toEqual([]);
  });
});

describe.each(names)("%s", (name) => {
  const { port, database, listens } = services[name];

  it("has each kind of object", () => {
    const kinds = (documents: { kind: string; metadata: { name: string } }[], of: string) =>
      documents.filter((one) => one.metadata.name === of).map(({ kind }) => kind);
    expect(kinds(base, name).sort()).toEqual([
      "Deployment",
      "HorizontalPodAutoscaler",
      "NetworkPolicy",
      "PodDisruptionBudget",
      "Service",
      "ServiceAccount",
    ]);
    const token = partners(name).length > 0 ? ["RequestAuthentication"] : [];
    expect(kinds(istio, name).sort()).toEqual(
      ["AuthorizationPolicy", "DestinationRule", ...token, "VirtualService"].sort(),
    );
    expect(kinds(migrations, `${name}-migration`)).toEqual(database ? ["Job"] : []);
  });

  it("is asked whether it started, whether it is ready and whether it lives, where it answers", () => {
    const { spec } = find(base, "Deployment", name).spec.template;
    const [container] = spec.containers;
    const admin = container.ports.find((one: { name: string }) => one.name === "http-admin").containerPort;
    expect(String(admin)).toBe(settings.PLATFORM_ADMIN_PORT);
    expect(container.startupProbe.grpc.port).toBe(port);
    expect(container.readinessProbe.httpGet).toEqual({ path: "/readyz", port: "http-admin" });
    expect(container.livenessProbe.httpGet).toEqual({ path: "/healthz", port: "http-admin" });
    expect(spec.terminationGracePeriodSeconds).toBeGreaterThan(container.lifecycle.preStop.sleep.seconds + 20);
    expect(spec.topologySpreadConstraints.map((one: { topologyKey: string }) => one.topologyKey)).toEqual([
      "topology.kubernetes.io/zone",
      "kubernetes.io/hostname",
    ]);
  });

  it("is told all that a process has to be told, and where its peers are", () => {
    const [container] = find(base, "Deployment", name).spec.template.spec.containers;
    const values: Record<string, string> = { ...settings };
    for (const { name: key, value, valueFrom } of container.env) {
      values[key] = value ?? (valueFrom.secretKeyRef ? `postgres://${"x".repeat(32)}/{service}` : "pod");
    }
    const config = readConfig(values);
    expect(config.grpc).toEqual({ host: "0.0.0.0", port });
    expect(config.migrations).toBe("expect");
    for (const peer of names) {
      const [host, at] = (config.peers.get(peer) as string).split(":");
      const { ports } = find(base, "Service", host as string).spec;
      expect(ports.map((one: { port: number }) => one.port)).toContain(Number(at));
    }
    expect("PLATFORM_SECRET_KEYS" in values).toBe(database);
  });

  it("has two processes at least, and no more than its topics have partitions", () => {
    const { minReplicas, maxReplicas } = find(base, "HorizontalPodAutoscaler", name).spec;
    expect(minReplicas).toBeGreaterThanOrEqual(2);
    const widths = listens.map((topic) => topics[`platform.${topic}.v1` as keyof typeof topics].partitions);
    for (const width of widths) expect(maxReplicas).toBeLessThanOrEqual(width);
    expect(maxReplicas).toBeGreaterThan(minReplicas);
    expect(find(base, "Deployment", name).spec.replicas).toBeUndefined();
    expect(find(base, "PodDisruptionBudget", name).spec.maxUnavailable).toBe(1);
  });
});

describe("pods", () => {
  it.each(podSpecs(all).map(({ owner, spec }) => [owner, spec] as const))(
    "of %s run as nobody on a root that is read only, and can gain nothing",
    (_owner, spec) => {
      expect(spec.automountServiceAccountToken).toBe(false);
      expect(spec.securityContext.runAsNonRoot).toBe(true);
      expect(spec.securityContext.runAsUser).toBeGreaterThan(0);
      expect(spec.securityContext.seccompProfile).toEqual({ type: "RuntimeDefault" });
      expect(spec.hostNetwork ?? spec.hostPID ?? spec.hostIPC).toBeUndefined();
      for (const container of [...spec.containers, ...(spec.initContainers ?? [])]) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          privileged: false,
          capabilities: { drop: ["ALL"] },
        });
        expect(Object.keys(container.resources.requests).sort()).toEqual(["cpu", "memory"]);
        expect(Object.keys(container.resources.limits)).toEqual(["memory"]);
      }
    },
  );
});

/** The edges of the street map, and what the kit asks for itself. */
const expected = names.flatMap((caller) =>
  names.flatMap((service) => {
    const calls: readonly string[] = services[caller].calls;
    const paths = [
      ...(calls.includes(service) ? [`/platform.${service}.v1.*`] : []),
      ...(service === "auth" && caller !== "bff" ? ["/platform.auth.v1.SessionService/GetKeys"] : []),
      ...(caller === "bff" && services[service].database ? ["/platform.operations.v1.*"] : []),
    ];
    return paths.length > 0 ? [`${caller} -> ${service}: ${paths.join(" ")}`] : [];
  }),
);

interface Rule {
  from: { source: { principals: string[]; requestPrincipals?: string[] } }[];
  to: { operation: { paths?: string[]; notPaths?: string[]; methods?: string[]; ports: string[] } }[];
}

const rulesOf = (name: string): Rule[] => find(istio, "AuthorizationPolicy", name).spec.rules;
const accountOf = (principal: string) => /^cluster\.local\/ns\/(.+)\/sa\/(.+)$/.exec(principal)?.slice(1).join("/");

describe("who may call whom", () => {
  it("is the street map, with what the kit asks of each for itself", () => {
    const edges = names.flatMap((service) =>
      rulesOf(service)
        .filter(({ to }) => to[0]?.operation.ports[0] === String(services[service].port))
        .filter(({ from }) => accountOf(from[0]?.source.principals[0] ?? "")?.startsWith("platform/"))
        .map(({ from, to }) => {
          const caller = accountOf(from[0]?.source.principals[0] ?? "")?.split("/")[1];
          return `${caller} -> ${service}: ${to[0]?.operation.paths?.join(" ")}`;
        }),
    );
    expect(edges.sort()).toEqual([...expected].sort());
  });

  it("is the same on the network", () => {
    const edges = names.flatMap((service) =>
      find(base, "NetworkPolicy", service)
        .spec.ingress.filter((one: { ports: { port: number }[] }) => one.ports[0]?.port === services[service].port)
        .flatMap((one: { from: { podSelector?: { matchExpressions: { values: string[] }[] } }[] }) =>
          (one.from[0]?.podSelector?.matchExpressions[0]?.values ?? []).map((caller) => `${caller} -> ${service}`),
        ),
    );
    expect(edges.sort()).toEqual(expected.map((edge) => edge.split(":")[0]).sort());
  });

  it("leaves to the gateway what partners see, with a token where the contract asks for a person, and the bff's pages", () => {
    for (const service of names) {
      const rules = rulesOf(service).filter(({ from }) =>
        from.some(({ source }) => source.principals.some((one) => accountOf(one)?.startsWith("istio-ingress/"))),
      );
      const seen = rules.flatMap(({ from, to }) =>
        (to[0]?.operation.paths ?? []).map((path) => [path, from[0]?.source.requestPrincipals !== undefined]),
      );
      const wanted = partners(service).map(({ path, options }) => [path, options.access !== 1]);
      const reflection = service === names[0] ? ["v1", "v1alpha"] : [];
      expect(seen.sort()).toEqual(
        [...wanted, ...reflection.map((v) => [`/grpc.reflection.${v}.ServerReflection/*`, false])].sort(),
      );
      const ports = new Set(rules.flatMap(({ to }) => to[0]?.operation.ports));
      if (service === "bff") expect(ports).toEqual(new Set([settings.PLATFORM_WEB_PORT]));
      else expect(ports.has(settings.PLATFORM_WEB_PORT)).toBe(false);
    }
  });

  it("lets everybody else have what is named: Prometheus the metrics, sidecars the keys; and nothing by itself", () => {
    for (const service of names) {
      const other = rulesOf(service).filter(
        ({ to }) => ![String(services[service].port)].includes(to[0]?.operation.ports[0] ?? ""),
      );
      const told = other.map(({ from, to }) => [from[0]?.source.principals.map(accountOf), to[0]?.operation]);
      const metrics = [
        ["observability/prometheus"],
        { paths: ["/metrics"], methods: ["GET"], ports: [settings.PLATFORM_ADMIN_PORT] },
      ];
      const web = settings.PLATFORM_WEB_PORT;
      const bff = [
        [["istio-ingress/istio-ingress"], { notPaths: ["/dev/*", "/readyz", "/healthz"], ports: [web] }],
        [
          names.map((name) => `platform/${name}`),
          { paths: ["/.well-known/jwks.json"], methods: ["GET"], ports: [web] },
        ],
      ];
      expect(told).toEqual([...(service === "bff" ? bff : []), metrics]);
    }
    expect(find(istio, "AuthorizationPolicy", "nothing-by-itself").spec).toEqual({});
    expect(find(istio, "PeerAuthentication", "strict").spec).toEqual({ mtls: { mode: "STRICT" } });
  });
});

interface Route {
  match?: { uri?: { exact?: string; prefix?: string }; headers?: object }[];
  timeout?: string;
  retries?: { attempts: number; retryOn?: string };
  route?: { destination: { host: string; port: { number: number } } }[];
  directResponse?: { status: number };
  headers: { request: { remove: string[] } };
}

describe("calls from outside", () => {
  const routes: Route[] = find(istio, "VirtualService", "edge").spec.http;

  /** The first route that takes a call, as the gateway chooses. */
  function routeOf(path: string, grpc: boolean): Route {
    const takes = ({ match }: Route) =>
      !match ||
      match.some(({ uri, headers }) => {
        const fits = uri?.exact === undefined ? path.startsWith(uri?.prefix ?? "") : uri.exact === path;
        return fits && (!headers || grpc);
      });
    return routes.find(takes) as Route;
  }

  function expectContract(route: Route, { path, timeout, repeatable, descriptor }: MethodContract): void {
    if (timeout === undefined) expect(route.timeout, path).toBeUndefined();
    else expect(Number.parseFloat(route.timeout as string) * 1000, path).toBeGreaterThan(timeout);
    expect((route.retries?.attempts ?? 0) > 0, path).toBe(repeatable && descriptor.methodKind === "unary");
  }

  it("go to their service where partners see them, as long and as often as the contract says", () => {
    for (const contract of contracts.filter(({ options }) => options.partner)) {
      const route = routeOf(contract.path, true);
      expect(route.route?.[0]?.destination.host).toBe(`${contract.service}.platform.svc.cluster.local`);
      expectContract(route, contract);
    }
  });

  it("are not there for gRPC else, nor by Connect where a page must not see them", () => {
    for (const { path, options } of contracts) {
      if (!options.partner) expect(routeOf(path, true).directResponse, path).toEqual({ status: 404 });
      if (options.directOnly) expect(routeOf(path, false).directResponse, path).toEqual({ status: 404 });
    }
    for (const path of ["/dev/mail", "/readyz", "/healthz", "/platform.auth.v1.Nothing/AtAll", "/api/v1/auth/SignIn"]) {
      expect(routeOf(path, false).directResponse, path).toEqual({ status: 404 });
    }
  });

  it("go to the bff by Connect, as long and as often as the contract says, and so do pages", () => {
    for (const contract of contracts.filter(({ options }) => !options.directOnly)) {
      const route = routeOf(contract.path, false);
      expect(route.route?.[0]?.destination).toEqual({ host: "bff.platform.svc.cluster.local", port: { number: 8080 } });
      expectContract(route, contract);
    }
    expect(routeOf("/courses", false).route?.[0]?.destination.host).toBe("bff.platform.svc.cluster.local");
  });

  it("reach on the origin of packages the files of launches and the player's own, to be read, alone", () => {
    const play: Route[] = find(istio, "VirtualService", "play").spec.http;
    const get = { method: { exact: "GET" } };
    expect(play[0]?.match).toEqual([
      { uri: { prefix: "/p/" }, ...get },
      { uri: { prefix: "/player/" }, ...get },
    ]);
    expect(play[0]?.route?.[0]?.destination.host).toBe("bff.platform.svc.cluster.local");
    expect(play[1]).toMatchObject({ match: [{ uri: { prefix: "/" } }], directResponse: { status: 404 } });
    expect(play).toHaveLength(2);
    for (const { headers } of play) expect(headers.request.remove).toEqual(inner);
  });

  it("say nothing that only the platform's own hops may say", () => {
    for (const { headers } of routes) expect(headers.request.remove).toEqual(inner);
  });
});

it("no sidecar repeats what one service asks of another, nor ends it before its contract does", () => {
  for (const name of names) {
    const routes: Route[] = find(istio, "VirtualService", name).spec.http;
    for (const { retries } of routes) expect(retries).toEqual({ attempts: 0 });
    for (const { path, timeout } of contracts.filter(({ service }) => service === name && name !== "bff")) {
      const route = routes.find(({ match }) => match?.some(({ uri }) => uri?.exact === path)) as Route;
      if (timeout === undefined) expect(route.timeout, path).toBeUndefined();
      else expect(Number.parseFloat(route.timeout as string) * 1000, path).toBeGreaterThan(timeout);
    }
  }
});
