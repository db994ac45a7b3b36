import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { RoleName } from "./caller.ts";
import { type Client, createPeers, type TsProtoService } from "./client.ts";
import { eventContract } from "./contract.ts";
import { connect } from "./database.ts";
import { startPostgres } from "./embedded/postgres.ts";
import type { EventType } from "./events/emit.ts";
import { type Host, startHost } from "./host.ts";
import type { CapturedMessage } from "./parts/mail.ts";
import type { Service } from "./service.ts";
import { createLogger, type Logger } from "./telemetry/logger.ts";
import { audience, createServiceProofs, issuer } from "./tokens.ts";
import { uuid7 } from "./uuid.ts";

export { expectMigrated, migrateService } from "./database.ts";
export type { TsProtoService };

// A bundle lies elsewhere and is told.
const root = process.env.PLATFORM_ROOT ?? join(dirname(fileURLToPath(import.meta.url)), "../../..");
const secret = "a secret of tests alone, long enough to be one";

/** Who a test calls as. */
export type As = { token: string } | { service: string } | "anonymous";

interface PersonOptions {
  id?: string;
  sessionId?: string;
  roles?: RoleName[];
  scopes?: string[];
  authTime?: Date;
  /** Seconds from now; negative makes a token that has ended. */
  expiresIn?: number;
  audience?: string;
}

/** Services under test on a real PostgreSQL, called over real gRPC. */
export interface TestPlatform {
  host: Host;
  /** host:port of gRPC. */
  address: string;
  /** Where a service's database is. */
  databaseUrl(service: string): string;
  /** Makes a token of a person; the services of this platform accept it unless auth itself runs in it. */
  as(person?: PersonOptions): Promise<{ token: string; id: string }>;
  /** What verifies the tokens that `as` makes. */
  keys: { keys: object[] };
  /** What a service proves itself with, as the `x-service-proof` metadata. */
  proof(service: string, edge?: boolean): Promise<string>;
  /** A client that calls as somebody; from an address of its own, as through the edge, where one is given. */
  client<S extends TsProtoService>(definition: S, as?: As, address?: string): Client<S>;
  /** Puts an event into the log as another service would. */
  publish<T extends object>(type: EventType<T>, event: T): Promise<void>;
  /** As `publish`, and waits until it is taken in. */
  announce<T extends object>(type: EventType<T>, event: T): Promise<void>;
  /** The newest event of a type and key that the services put into the log. */
  announced<T extends object>(type: EventType<T>, key: string): Promise<T>;
  /** All of them, the oldest first. */
  allAnnounced<T extends object>(type: EventType<T>, key: string): Promise<T[]>;
  settled(): Promise<void>;
  /** Captured mails, newest first. */
  mails(): CapturedMessage[];
  /** Sets the services' clock forward, by milliseconds. */
  advance(ms: number): void;
  stop(): Promise<void>;
}

interface TestOptions {
  /** False where auth itself is under test: its own keys verify tokens then. */
  testKeys?: boolean;
  /** Where the log goes; nowhere unless said. */
  logger?: Logger;
  /** A port for metrics and probes; none unless said. */
  adminPort?: number;
  /** Null where the operator named no origin for packages. */
  playUrl?: null;
}

/** Starts services for a test: a PostgreSQL of its own, embedded parts, gRPC on a free port. */
export async function startTestPlatform(services: Service[], options: TestOptions = {}): Promise<TestPlatform> {
  const folder = await mkdtemp(join(tmpdir(), "platform-test-"));
  const postgres = await startPostgres({ folder: join(folder, "postgres"), password: "test", disposable: true });
  const keys = await generateKeyPair("EdDSA");
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "test", alg: "EdDSA", use: "sig" };
  let offset = 0;
  const starting = startHost(
    services,
    {
      root,
      databaseUrl: postgres.url,
      eventsUrl: "postgres:",
      keyValueUrl: "memory:",
      blobsUrl: pathToFileURL(join(folder, "blobs")).href,
      mailUrl: "capture:",
      secret,
      grpc: { host: "127.0.0.1", port: 0 },
      webPort: 0,
      admin: { host: "127.0.0.1", port: options.adminPort },
      migrations: "run",
      publicUrl: "http://localhost:8080",
      playUrl: options.playUrl === null ? undefined : "http://play.localhost:8080",
      logLevel: "silent",
      logFormat: "standard",
      poolSize: 8,
      trustedProxies: ["127.0.0.0/8", "::1"],
      peers: new Map(),
    },
    {
      logger: options.logger ?? createLogger("silent"),
      now: () => new Date(Date.now() + offset),
      ...(options.testKeys !== false && { keys: async () => ({ keys: [jwk] }) }),
    },
  );
  const host = await starting.catch(async (error: unknown) => {
    await postgres.stop();
    throw error;
  });
  const address = `127.0.0.1:${host.port}`;
  const proofs = createServiceProofs(secret);
  const { client, close } = connectTo(address);

  async function publish<T extends object>(type: EventType<T>, event: T): Promise<void> {
    const { topic, key } = eventContract(type.$type);
    const aggregate = String((event as Record<string, unknown>)[key]);
    const payload = type.encode(event).finish();
    const about = { id: uuid7(), type: type.$type, topic, key: aggregate, time: new Date(), traceparent: undefined };
    await host.parts.events.publish([{ ...about, payload }]);
  }

  async function allAnnounced<T extends object>(type: EventType<T>, key: string): Promise<T[]> {
    await host.settled();
    const sql = connect(postgres.url.replaceAll("{service}", "platform"), 1);
    try {
      const rows = await sql<{ payload: Uint8Array }[]>`
        select payload from event_log where type = ${type.$type} and key = ${key} order by position`;
      return rows.map(({ payload }) => type.decode(payload));
    } finally {
      await sql.end();
    }
  }

  return {
    host,
    address,
    databaseUrl: (service) => postgres.url.replace("{service}", service),
    async as(person = {}) {
      const id = person.id ?? randomUUID();
      const now = Math.floor((Date.now() + offset) / 1000);
      const token = await new SignJWT({
        sid: person.sessionId ?? randomUUID(),
        roles: person.roles ?? ["USER"],
        auth_time: Math.floor((person.authTime?.getTime() ?? Date.now() + offset) / 1000),
        ...(person.scopes && { scope: person.scopes.join(" ") }),
      })
        .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: "test" })
        .setIssuer(issuer)
        .setAudience(person.audience ?? audience)
        .setSubject(id)
        .setIssuedAt(now)
        .setExpirationTime(now + (person.expiresIn ?? 600))
        .sign(keys.privateKey);
      return { token, id };
    },
    keys: { keys: [jwk] },
    proof: (service, edge = false) => proofs.make({ name: service, edge }),
    client,
    publish,
    async announce(type, event) {
      await publish(type, event);
      await host.settled();
    },
    allAnnounced,
    async announced(type, key) {
      const newest = (await allAnnounced(type, key)).at(-1);
      if (!newest) throw new Error(`No ${type.$type} of ${key} was announced`);
      return newest;
    },
    settled: () => host.settled(),
    mails: () => host.parts.capturedMail?.() ?? [],
    advance(ms) {
      offset += ms;
    },
    async stop() {
      close();
      await host.stop();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Clients of services that other processes run: of a test platform, or of one with a secret and addresses of its own. */
export function connectTo(
  address: string | ReadonlyMap<string, string>,
  shared = secret,
): Pick<TestPlatform, "client"> & { close(): void } {
  const where = (service: string) => (typeof address === "string" ? address : (address.get(service) ?? ""));
  const peers = createPeers(where, createServiceProofs(shared));
  return {
    client(definition, as = "anonymous", from) {
      if (as !== "anonymous" && "service" in as) {
        return peers.client(definition, { from: as.service, token: undefined });
      }
      const token = as === "anonymous" ? undefined : as.token;
      const edge =
        from === undefined ? { from: "" } : { from: "edge", edge: true, client: { address: from, device: "" } };
      return peers.client(definition, { ...edge, token });
    },
    close: () => peers.close(),
  };
}
