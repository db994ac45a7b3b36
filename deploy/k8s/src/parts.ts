import { images } from "./images.ts";
import { kafkaScratch, kafkaSettings, topicsScript } from "./kafka.ts";
import type { Json, JsonObject, Manifest } from "./manifest.ts";
import { metadata, selector } from "./names.ts";
import { containerSecurity, podSecurity, resources, withoutCluster } from "./pod.ts";

/** The Secret of what the parts themselves are told. */
const partsSecret = "parts";

/** A part of one pod, for a cluster that a developer can throw away. */
interface SinglePart {
  name: string;
  image: string;
  /** The uid of its image. */
  user: number;
  port: number;
  args?: string[];
  env?: Json[];
  /** Where its data are kept. */
  data: { path: string; size: string };
  /** What else it writes to. */
  scratch: readonly string[];
  /** A program that ends well once the part answers; else its port is tried. */
  answers?: string[];
  memory: string;
  before?: Json[];
}

const plain = (settings: Record<string, string>): Json[] =>
  Object.entries(settings).map(([name, value]) => ({ name, value }));
const secret = (name: string, key: string): Json => ({
  name,
  valueFrom: { secretKeyRef: { name: partsSecret, key } },
});

const singles: SinglePart[] = [
  {
    name: "postgres",
    image: images.postgres,
    user: 999,
    port: 5432,
    env: [
      ...plain({ POSTGRES_USER: "platform", PGDATA: "/var/lib/postgresql/18/docker" }),
      secret("POSTGRES_PASSWORD", "POSTGRES_PASSWORD"),
    ],
    data: { path: "/var/lib/postgresql", size: "5Gi" },
    scratch: ["/tmp", "/var/run/postgresql"],
    answers: ["pg_isready", "--username=platform"],
    memory: "512Mi",
  },
  {
    name: "redis",
    image: images.redis,
    user: 999,
    port: 6379,
    // It has written what it acknowledged: no session that was given out is lost.
    args: ["redis-server", "--appendonly", "yes", "--appendfsync", "always", "--save", ""],
    data: { path: "/data", size: "1Gi" },
    scratch: ["/tmp"],
    answers: ["redis-cli", "ping"],
    memory: "256Mi",
  },
  {
    name: "kafka",
    image: images.kafka,
    user: 1000,
    port: 9092,
    env: plain(kafkaSettings("kafka")),
    data: { path: "/var/lib/kafka/data", size: "5Gi" },
    scratch: kafkaScratch,
    memory: "1Gi",
  },
  {
    name: "s3",
    image: images.s3,
    user: 1000,
    port: 7070,
    args: ["--port", ":7070", "--health", "/health", "posix", "--sidecar", "/data/attributes", "/data/objects"],
    env: [secret("ROOT_ACCESS_KEY_ID", "S3_ACCESS_KEY"), secret("ROOT_SECRET_ACCESS_KEY", "S3_SECRET_KEY")],
    data: { path: "/data", size: "5Gi" },
    scratch: ["/tmp"],
    memory: "256Mi",
    before: [
      {
        name: "bucket",
        image: images.busybox,
        command: ["mkdir", "-p", "/data/objects/platform", "/data/attributes"],
        resources: resources("10m", "16Mi", "32Mi"),
        securityContext: containerSecurity,
        volumeMounts: [{ name: "data", mountPath: "/data" }],
      },
    ],
  },
];

/** The parts of a developer's cluster, each one pod, with the topics of the street map. */
export function parts(): Manifest[] {
  return [
    ...singles.flatMap((part) => [statefulSet(part), clusterService(part), network(part)]),
    topicsJob(),
    topicsNetwork,
  ];
}

function statefulSet(part: SinglePart): Manifest {
  const own = metadata(part.name, "part");
  return {
    apiVersion: "apps/v1",
    kind: "StatefulSet",
    metadata: own,
    spec: {
      serviceName: part.name,
      replicas: 1,
      selector: { matchLabels: selector(part.name, "part") },
      template: {
        metadata: { labels: own.labels as JsonObject },
        spec: {
          ...withoutCluster,
          securityContext: podSecurity(part.user),
          ...(part.before && { initContainers: part.before }),
          containers: [container(part)],
          volumes: part.scratch.map((_path, index) => ({ name: `scratch-${index}`, emptyDir: {} })),
        },
      },
      volumeClaimTemplates: [
        {
          metadata: { name: "data" },
          spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: part.data.size } } },
        },
      ],
    },
  };
}

function container(part: SinglePart): Json {
  const probe: JsonObject = part.answers ? { exec: { command: part.answers } } : { tcpSocket: { port: part.port } };
  return {
    name: part.name,
    image: part.image,
    ...(part.args && { args: part.args }),
    ...(part.env && { env: part.env }),
    ports: [{ name: part.name, containerPort: part.port }],
    readinessProbe: { ...probe, periodSeconds: 5, timeoutSeconds: 5 },
    resources: resources("100m", "128Mi", part.memory),
    securityContext: containerSecurity,
    volumeMounts: [
      { name: "data", mountPath: part.data.path },
      ...part.scratch.map((mountPath, index) => ({ name: `scratch-${index}`, mountPath })),
    ],
  };
}

function clusterService({ name, port }: SinglePart): Manifest {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: metadata(name, "part"),
    spec: { selector: selector(name, "part"), ports: [{ name, port, targetPort: name }] },
  };
}

function network({ name, port }: SinglePart): Manifest {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: metadata(name, "part"),
    spec: {
      podSelector: { matchLabels: selector(name, "part") },
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [{ podSelector: { matchLabels: { "app.kubernetes.io/part-of": "platform" } } }],
          ports: [{ protocol: "TCP", port }],
        },
      ],
    },
  };
}

/** What makes the topics reaches Kafka, and names as all that migrates does. */
const topicsNetwork: Manifest = {
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: metadata("topics", "migration"),
  spec: {
    podSelector: { matchLabels: selector("topics", "migration") },
    policyTypes: ["Egress"],
    egress: [
      {
        to: [{ podSelector: { matchLabels: selector("kafka", "part") } }],
        ports: [{ protocol: "TCP", port: 9092 }],
      },
    ],
  },
};

function topicsJob(): Manifest {
  const own = metadata("topics", "migration");
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: own,
    spec: {
      backoffLimit: 20,
      ttlSecondsAfterFinished: 3600,
      template: {
        metadata: { labels: own.labels as JsonObject },
        spec: {
          restartPolicy: "OnFailure",
          ...withoutCluster,
          securityContext: podSecurity(1000),
          containers: [
            {
              name: "topics",
              image: images.kafka,
              command: ["sh", "-c", topicsScript("kafka:9092")],
              env: plain({ LOG_DIR: "/tmp/kafka-logs", KAFKA_HEAP_OPTS: "-Xmx128m" }),
              resources: resources("100m", "128Mi", "512Mi"),
              securityContext: containerSecurity,
              volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
            },
          ],
          volumes: [{ name: "tmp", emptyDir: {} }],
        },
      },
    },
  };
}
