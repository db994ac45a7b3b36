/** What the launchers, the generators and the tests must know of a service that its contract does not say. */
export interface StreetEntry {
  /** Its gRPC port where it has a process of its own. */
  port: number;
  /** Whether it keeps a database. */
  database: boolean;
  /** The services whose methods it calls. */
  calls: readonly string[];
  /** The services whose events it takes in. */
  listens: readonly string[];
}

/** The street map: every service of the platform, in the order in which they start. */
export const services = {
  auth: { port: 9101, database: true, calls: [], listens: ["auth", "operations"] },
  user: { port: 9102, database: true, calls: [], listens: ["auth"] },
  learning: { port: 9104, database: true, calls: [], listens: ["auth", "user"] },
  knowledge: { port: 9106, database: true, calls: [], listens: ["auth", "user"] },
  news: { port: 9105, database: true, calls: [], listens: ["auth", "learning", "user"] },
  notification: { port: 9103, database: true, calls: [], listens: ["auth", "knowledge", "learning", "news", "user"] },
  bff: {
    port: 9100,
    database: false,
    calls: ["auth", "user", "learning", "knowledge", "news", "notification"],
    listens: [],
  },
} as const satisfies Record<string, StreetEntry>;

export type ServiceName = keyof typeof services;

/** A service that answers gRPC; the bff answers browsers. */
export type BackendName = Exclude<ServiceName, "bff">;

const backends = (Object.keys(services) as ServiceName[]).filter((name): name is BackendName => name !== "bff");

/** The same said of each service that answers gRPC. */
export function eachBackend<T>(say: (name: BackendName) => T): Record<BackendName, T> {
  return Object.fromEntries(backends.map((name) => [name, say(name)])) as Record<BackendName, T>;
}

/** How Kafka keeps a topic. */
export interface TopicEntry {
  /** Keys are spread over them; each is taken in by one process at a time, so they bound a service's processes. */
  partitions: number;
  retentionDays: number;
  /** Whether the newest event of each key is kept for ever; none is, since each event tells of a change alone. */
  compacted: boolean;
}

/** The topics, one for each package of the contracts that declares events. */
export const topics = {
  "platform.auth.v1": { partitions: 6, retentionDays: 7, compacted: false },
  "platform.user.v1": { partitions: 6, retentionDays: 7, compacted: false },
  "platform.learning.v1": { partitions: 6, retentionDays: 7, compacted: false },
  "platform.knowledge.v1": { partitions: 6, retentionDays: 7, compacted: false },
  "platform.news.v1": { partitions: 6, retentionDays: 7, compacted: false },
  "platform.operations.v1": { partitions: 6, retentionDays: 7, compacted: false },
  "platform.deadletters.v1": { partitions: 1, retentionDays: 30, compacted: false },
} as const satisfies Record<string, TopicEntry>;
