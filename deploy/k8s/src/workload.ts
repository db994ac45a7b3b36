import { type ServiceName, services, topics } from "../../services.ts";
import { environment, fromSettings } from "./environment.ts";
import type { Json, Manifest } from "./manifest.ts";
import { metadata, ports, selector } from "./names.ts";
import { containerSecurity, podSecurity, resources, withoutCluster } from "./pod.ts";

/** What runs a service: its account, its processes, where they are reached, and how many there may be. */
export function workload(service: ServiceName): Manifest[] {
  return [serviceAccount(service), deployment(service), clusterService(service), autoscaler(service), budget(service)];
}

function serviceAccount(service: ServiceName): Manifest {
  return {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: metadata(service, "service"),
    automountServiceAccountToken: false,
  };
}

function deployment(service: ServiceName): Manifest {
  const { labels } = metadata(service, "service");
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: metadata(service, "service"),
    spec: {
      // How many there are is the autoscaler's to say.
      revisionHistoryLimit: 5,
      minReadySeconds: 5,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      selector: { matchLabels: selector(service) },
      template: {
        metadata: {
          labels: labels as Json,
          annotations: {
            "kubectl.kubernetes.io/default-container": service,
            "prometheus.io/scrape": "true",
            "prometheus.io/port": String(ports.admin),
            "prometheus.io/path": "/metrics",
          },
        },
        spec: {
          serviceAccountName: service,
          ...withoutCluster,
          securityContext: podSecurity(),
          // The kit lets calls in flight finish; the pause before lets everybody hear that no more should come.
          terminationGracePeriodSeconds: 45,
          topologySpreadConstraints: ["topology.kubernetes.io/zone", "kubernetes.io/hostname"].map((topologyKey) => ({
            maxSkew: 1,
            topologyKey,
            whenUnsatisfiable: "ScheduleAnyway",
            labelSelector: { matchLabels: selector(service) },
            matchLabelKeys: ["pod-template-hash"],
          })),
          containers: [container(service)],
          volumes: [{ name: "tmp", emptyDir: { sizeLimit: "1Gi" } }],
        },
      },
    },
  };
}

function container(service: ServiceName): Json {
  const web = service === "bff" ? [{ name: "http-web", containerPort: ports.web }] : [];
  return {
    name: service,
    image: `platform/${service}`,
    // What was built on the machine itself is there, and nowhere else.
    imagePullPolicy: "IfNotPresent",
    ports: [
      { name: "grpc", containerPort: services[service].port },
      { name: "http-admin", containerPort: ports.admin },
      ...web,
    ],
    envFrom: fromSettings,
    env: environment(service),
    startupProbe: { grpc: { port: services[service].port }, periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 60 },
    readinessProbe: { httpGet: { path: "/readyz", port: "http-admin" }, periodSeconds: 5, timeoutSeconds: 3 },
    livenessProbe: { httpGet: { path: "/healthz", port: "http-admin" }, periodSeconds: 10, timeoutSeconds: 3 },
    lifecycle: { preStop: { sleep: { seconds: 5 } } },
    resources: resources("100m", "192Mi", "512Mi"),
    securityContext: containerSecurity,
    volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
  };
}

function clusterService(service: ServiceName): Manifest {
  const web = service === "bff" ? [{ name: "http-web", port: ports.web, targetPort: "http-web" }] : [];
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: metadata(service, "service"),
    spec: {
      selector: selector(service),
      ports: [
        { name: "grpc", port: services[service].port, targetPort: "grpc", appProtocol: "grpc" },
        { name: "http-admin", port: ports.admin, targetPort: "http-admin", appProtocol: "http" },
        ...web.map((port) => ({ ...port, appProtocol: "http" })),
      ],
    },
  };
}

function autoscaler(service: ServiceName): Manifest {
  return {
    apiVersion: "autoscaling/v2",
    kind: "HorizontalPodAutoscaler",
    metadata: metadata(service, "service"),
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: service },
      minReplicas: 2,
      maxReplicas: mostReplicas(service),
      metrics: [
        { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } },
      ],
      behavior: {
        scaleDown: { stabilizationWindowSeconds: 300, policies: [{ type: "Pods", value: 1, periodSeconds: 60 }] },
      },
    },
  };
}

const most = 12;

/** One that takes in events has no use for more processes than the narrowest of its topics has partitions. */
function mostReplicas(service: ServiceName): number {
  const widths: Record<string, { partitions: number }> = topics;
  const heard = services[service].listens.map((name) => widths[`platform.${name}.v1`]?.partitions ?? most);
  return Math.min(most, ...heard);
}

function budget(service: ServiceName): Manifest {
  return {
    apiVersion: "policy/v1",
    kind: "PodDisruptionBudget",
    metadata: metadata(service, "service"),
    spec: {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: "AlwaysAllow",
      selector: { matchLabels: selector(service) },
    },
  };
}
