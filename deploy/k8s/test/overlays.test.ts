import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { demandPart } from "@platform/parts";
import { describePart } from "@platform/parts/testing";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ServiceName, services } from "../../services.ts";
import { type Document, find, folder, parse, podSpecs } from "./documents.ts";
import { writeSchemas } from "./schemas.ts";

const names = Object.keys(services) as ServiceName[];
const overlays = ["dev", "tilt", "production", "production/migrations"] as const;

/** What an overlay makes, as kubectl would be given it. */
function render(overlay: (typeof overlays)[number]): string {
  return build(join(folder, "overlays", overlay));
}

function build(path: string): string {
  const { status, stdout, stderr } = spawnSync(demandPart("kustomize"), ["build", path], {
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(`${path} cannot be made:\n${stderr}`);
  return stdout;
}

describePart("overlays", "kustomize", () => {
  it("dev runs one process of each service, with the parts beside them, and migrates and makes topics first", () => {
    const dev = parse(render("dev"));
    const kinds = new Set(dev.map(({ kind }) => kind));
    expect(kinds.has("HorizontalPodAutoscaler") || kinds.has("PodDisruptionBudget")).toBe(false);
    for (const name of names) {
      expect(find(dev, "Deployment", name).spec.replicas).toBe(1);
      expect(dev.some(({ kind, metadata }) => kind === "Job" && metadata.name === `${name}-migration`)).toBe(
        services[name].database,
      );
    }
    for (const part of ["postgres", "redis", "kafka", "s3"]) {
      const { port } = find(dev, "Service", part).spec.ports[0];
      expect(find(dev, "NetworkPolicy", part).spec.ingress[0].ports[0].port).toBe(port);
      expect(find(dev, "StatefulSet", part).spec.replicas).toBe(1);
      // Whoever uses a part may also reach it.
      const user = part === "kafka" ? "topics" : part === "postgres" ? "migrations" : "auth";
      const { egress } = find(dev, "NetworkPolicy", user).spec;
      const reached = egress.flatMap((one: { ports: { port: number }[] }) => one.ports.map((open) => open.port));
      expect(reached, `${user} -> ${part}`).toContain(port);
    }
  });

  it("production lets two of each service be at least, in a mesh, and has no part of its own", () => {
    const production = parse(render("production"));
    for (const name of names) {
      expect(find(production, "HorizontalPodAutoscaler", name).spec.minReplicas).toBeGreaterThanOrEqual(2);
      find(production, "AuthorizationPolicy", name);
      const { annotations } = find(production, "Deployment", name).spec.template.metadata;
      expect(annotations["prometheus.istio.io/merge-metrics"]).toBe("false");
    }
    expect(production.filter(({ kind }) => ["StatefulSet", "Job", "Secret"].includes(kind))).toEqual([]);
    const { labels } = find(production, "Namespace", "platform").metadata;
    expect(labels["istio-injection"]).toBe("enabled");
  });

  it("production migrates with the images of its processes", () => {
    const production = parse(render("production"));
    const migrations = parse(render("production/migrations"));
    const imageOf = (one: Document) => one.spec.template.spec.containers[0].image;
    const jobs = migrations.filter(({ kind }) => kind === "Job");
    expect(jobs.map(({ metadata }) => metadata.name).sort()).toEqual(
      names
        .filter((name) => services[name].database)
        .map((name) => `${name}-migration`)
        .sort(),
    );
    for (const job of jobs) {
      const name = job.metadata.name.replace("-migration", "");
      expect(imageOf(job)).toBe(imageOf(find(production, "Deployment", name)));
      expect(imageOf(job)).toMatch(/:[^:]+$/);
    }
  });

  it.each(overlays)("%s: no container runs as root or on a root that is written to", (overlay) => {
    for (const { owner, spec } of podSpecs(parse(render(overlay)))) {
      expect(spec.securityContext.runAsNonRoot, owner).toBe(true);
      for (const { securityContext, image, imagePullPolicy } of [...spec.containers, ...(spec.initContainers ?? [])]) {
        expect(securityContext.readOnlyRootFilesystem, owner).toBe(true);
        expect(securityContext.runAsUser, owner).toBeUndefined();
        // Without it a cluster asks a registry for what was only built.
        if (image.startsWith("platform/")) expect(imagePullPolicy, owner).toBe("IfNotPresent");
      }
    }
  });

  it("tilt lays what it brings over the image, and starts the process again when it changes", () => {
    const tilt = parse(render("tilt"));
    for (const name of names) {
      const { initContainers, containers, volumes } = find(tilt, "Deployment", name).spec.template.spec;
      expect(initContainers[0].image).toBe(containers[0].image);
      const live = { name: "live", mountPath: "/app/dist" };
      expect(containers[0].volumeMounts).toContainEqual(live);
      expect(volumes).toContainEqual({ name: "live", emptyDir: {} });
      expect(containers[0].command).toContain("--watch");
      if (services[name].database) {
        expect(find(tilt, "Job", `${name}-migration`).spec.template.spec.containers[0].command).toBeUndefined();
      }
    }
  });

  it("an overlay of one's own, as README shows it, says one's own images, address and host", () => {
    const [example = ""] =
      /^ {4}resources: .*\n(?: {4}.*\n)+/m.exec(readFileSync(join(folder, "README.md"), "utf8")) ?? [];
    const own = mkdtempSync(join(tmpdir(), "platform-overlay-"));
    try {
      const here = relative(own, join(folder, "overlays/production"));
      const text = example.replace(/^ {4}/gm, "").replace(/\[.*overlays\/production\]/, `[${here}]`);
      writeFileSync(join(own, "kustomization.yaml"), text);
      const documents = parse(build(own));
      expect(find(documents, "VirtualService", "edge").spec.hosts).toEqual(["learn.yours.org"]);
      const { servers } = find(documents, "Gateway", "edge").spec;
      const names = ["learn.yours.org", "play.yours.net"];
      expect(servers.map(({ hosts }: { hosts: string[] }) => hosts)).toEqual([names, names]);
      expect(find(documents, "VirtualService", "play").spec.hosts).toEqual(["play.yours.net"]);
      const [settings] = documents.filter(({ kind }) => kind === "ConfigMap");
      expect(settings.data.PLATFORM_PUBLIC_URL).toBe("https://learn.yours.org");
      expect(settings.data.PLATFORM_PLAY_URL).toBe("https://play.yours.net");
      const [container] = find(documents, "Deployment", "auth").spec.template.spec.containers;
      expect(container.image).toBe("registry.yours.org/auth:1.2.3");
    } finally {
      rmSync(own, { recursive: true });
    }
  });

  it.each(overlays)("%s: what is told to processes is there, and they start again when it changes", (overlay) => {
    const documents = parse(render(overlay));
    const [settings] = documents.filter(({ kind }) => kind === "ConfigMap");
    expect(settings.metadata.name).toMatch(/^platform-[a-z0-9]+$/);
    const pods = documents.filter(
      ({ kind, metadata }) => ["Deployment", "Job"].includes(kind) && metadata.name !== "topics",
    );
    for (const { spec } of pods) {
      expect(spec.template.spec.containers[0].envFrom).toEqual([{ configMapRef: { name: settings.metadata.name } }]);
    }
  });
});

describePart("schemas of Kubernetes and Istio", "kubeconform", () => {
  const scratch = mkdtempSync(join(tmpdir(), "platform-schemas-"));
  let location: string;
  beforeAll(() => {
    location = writeSchemas(scratch);
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  function check(text: string): { status: number | null; stdout: string } {
    const words = ["-strict", "-summary", "-schema-location", location];
    return spawnSync(demandPart("kubeconform"), words, { input: text, encoding: "utf8" });
  }

  it.each(overlays)("know all that %s says", (overlay) => {
    const text = render(overlay);
    const { status, stdout } = check(text);
    const count = parse(text).length;
    expect(stdout).toContain(`Summary: ${count} resources found parsing stdin - Valid: ${count}, Invalid: 0`);
    expect(status).toBe(0);
  });

  it.each([
    ["a field of Kubernetes that there is not", "readinessProbe:", "readynessProbe:"],
    ["a field of Istio that there is not", "outlierDetection:", "outlyerDetection:"],
    ["a port that is no number", "containerPort: 9101", "containerPort: auth"],
  ])("refuse %s", (_what, said, wrong) => {
    const text = render("production");
    expect(text).toContain(said);
    expect(check(text.replace(said, wrong)).status).toBe(1);
  });
});
