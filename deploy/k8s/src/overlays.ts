import { common } from "./environment.ts";
import { playHost, publicHost } from "./istio/edge.ts";
import type { Json, JsonObject, Manifest } from "./manifest.ts";
import { namespaces, serviceNames, settings } from "./names.ts";
import { containerSecurity, resources } from "./pod.ts";

/** The namespace, in which no pod may be more than it has to. */
export const namespace: Manifest = {
  apiVersion: "v1",
  kind: "Namespace",
  metadata: {
    name: namespaces.platform,
    labels: {
      "app.kubernetes.io/part-of": "platform",
      "pod-security.kubernetes.io/enforce": "restricted",
      "pod-security.kubernetes.io/warn": "restricted",
    },
  },
};

/** A list of files for kustomize, with what is done to them. */
export function kustomization(files: string[], more: JsonObject = {}): JsonObject {
  return { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", resources: files, ...more };
}

/** What is told to all: its name changes with what it says, so that processes start again when they are told else. */
export const settingsGenerator: JsonObject = {
  configMapGenerator: [{ name: settings, namespace: namespaces.platform, literals: literals(common) }],
};

/** What an overlay tells otherwise. */
function retold(values: Record<string, string>): JsonObject {
  return {
    configMapGenerator: [
      { name: settings, namespace: namespaces.platform, behavior: "merge", literals: literals(values) },
    ],
  };
}

/** A cluster of a developer: one process a service, the parts beside them, no mesh. */
export function dev(): JsonObject {
  const one: Json[] = serviceNames.map((name) => ({
    target: { kind: "Deployment", name },
    patch: JSON.stringify([{ op: "add", path: "/spec/replicas", value: 1 }]),
  }));
  const without: Json[] = ["HorizontalPodAutoscaler", "PodDisruptionBudget"].map((kind) => ({
    target: { kind },
    patch: JSON.stringify({ $patch: "delete", kind, metadata: { name: "any" } }),
  }));
  return kustomization(["../../settings", "../../base", "../../migrations", "parts.yaml"], {
    ...retold({ PLATFORM_LOG_LEVEL: "debug" }),
    patches: [...one, ...without],
  });
}

/** The same for Tilt, whose image has `tar`: what it brings lies in a volume of its own, and starts the process anew. */
export function tilt(): JsonObject {
  const at = "/spec/template/spec";
  const live = { name: "live", mountPath: "/app/dist" };
  return kustomization(["../dev"], {
    patches: serviceNames.map((name) => {
      const copy = {
        name: "copy",
        image: `platform/${name}`,
        imagePullPolicy: "IfNotPresent",
        command: ["cp", "-R", "/app/dist/.", "/live"],
        resources: resources("50m", "32Mi", "64Mi"),
        securityContext: containerSecurity,
        volumeMounts: [{ ...live, mountPath: "/live" }],
      };
      const steps = [
        { op: "add", path: `${at}/initContainers`, value: [copy] },
        { op: "add", path: `${at}/volumes/-`, value: { name: live.name, emptyDir: {} } },
        { op: "add", path: `${at}/containers/0/volumeMounts/-`, value: live },
        { op: "add", path: `${at}/containers/0/command`, value: ["node", "--watch", "dist/process.js"] },
      ];
      return { target: { kind: "Deployment", name }, patch: JSON.stringify(steps) };
    }),
  });
}

const released: Json[] = serviceNames.map((name) => ({
  name: `platform/${name}`,
  newName: `registry.example.org/platform/${name}`,
  newTag: "0.1.0",
}));

const inProduction: Record<string, string> = {
  PLATFORM_PUBLIC_URL: `https://${publicHost}`,
  PLATFORM_PLAY_URL: `https://${playHost}`,
};

/** The images of a release, the same for its migrations and its processes. */
export const release: JsonObject = {
  apiVersion: "kustomize.config.k8s.io/v1alpha1",
  kind: "Component",
  images: released,
};

/** What is told to all in production. */
export const production: JsonObject = kustomization(["../../settings", "../../base", "../../istio"], {
  components: ["release"],
  ...retold({ ...inProduction, OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector.observability:4318" }),
  patches: [
    {
      target: { kind: "Namespace", name: namespaces.platform },
      patch: JSON.stringify([{ op: "add", path: "/metadata/labels/istio-injection", value: "enabled" }]),
    },
    {
      // Else a sidecar would show the metrics in clear.
      target: { kind: "Deployment" },
      patch: JSON.stringify([
        {
          op: "add",
          path: "/spec/template/metadata/annotations/prometheus.istio.io~1merge-metrics",
          value: "false",
        },
      ]),
    },
  ],
});

/** What runs before the processes of a release. */
export const productionMigrations: JsonObject = kustomization(["../../../settings", "../../../migrations"], {
  components: ["../release"],
});

function literals(values: Record<string, string>): string[] {
  return Object.entries(values).map(([name, value]) => `${name}=${value}`);
}
