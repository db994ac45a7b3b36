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
  notification: { port: 9103, database: true, calls: [], listens: ["auth", "learning", "user"] },
  bff: { port: 9100, database: false, calls: ["auth", "user", "learning", "notification"], listens: [] },
} as const satisfies Record<string, StreetEntry>;

export type ServiceName = keyof typeof services;
