import { setMaxListeners } from "node:events";
import { SessionServiceDefinition } from "@platform/grpc/platform/auth/v1/session_service.ts";
import type { JSONWebKeySet } from "jose";
import type { Sql } from "postgres";
import { openAdmin } from "./admin.ts";
import { admit } from "./admission.ts";
import type { Caller } from "./caller.ts";
import { demandRate, readCaller } from "./calls.ts";
import { openChanges } from "./changes.ts";
import { createPeers, type Peers } from "./client.ts";
import type { Config } from "./config.ts";
import { type Runtime, ServiceContext } from "./context.ts";
import { contractsOf, methodContract } from "./contract.ts";
import { connect, databaseUrl, ensureDatabase, expectMigrated, migrateService, openDatabase } from "./database.ts";
import { type Consumer, createConsumer } from "./events/consumer.ts";
import type { Subscription } from "./events/log.ts";
import { createLoop, type Loop } from "./events/loop.ts";
import { startRelay } from "./events/relay.ts";
import { goOnWithout } from "./lenient.ts";
import { operations } from "./operations.ts";
import { openSeams, type Seams } from "./parts/open.ts";
import { dropOldUploads } from "./parts/uploads.ts";
import { personalConsumers } from "./personal.ts";
import { buildService, type PipelineHost } from "./pipeline.ts";
import { readProxies } from "./proxies.ts";
import { createReadiness, type Readiness } from "./readiness.ts";
import { createGrpcServer } from "./server.ts";
import type { Door, Service } from "./service.ts";
import { openSignals } from "./signals.ts";
import { startTasks } from "./tasks.ts";
import type { Logger } from "./telemetry/logger.ts";
import { createMetrics } from "./telemetry/metrics.ts";
import { createServiceProofs, createVerifier, type KeySource } from "./tokens.ts";
import { uuid7 } from "./uuid.ts";
import { validateRequest } from "./validation.ts";

/** What a door of a service's own, such as the bff's, may use. */
export interface Parts extends Omit<Seams, "close"> {
  peers: Peers;
  log: Logger;
  /** Proves to services that a call comes through this edge. */
  edgeProof(): Promise<string>;
  /** Where a service's gRPC server is, as host:port. */
  address(service: string): string;
  readiness(): Promise<Readiness>;
  stopping: AbortSignal;
  /** Admits a call that is answered outside gRPC as its contract says: who, how often, with which fields. Answers who. */
  demand(path: string, request: Uint8Array, from: { token: string | undefined; address: string }): Promise<Caller>;
}

/** A running process. */
export interface Host {
  /** Where gRPC is answered. */
  port: number;
  readiness(): Promise<Readiness>;
  /** Waits until all events that were emitted are taken in; for tests and for the demo space. */
  settled(): Promise<void>;
  parts: Parts;
  /** Where metrics and probes are; undefined for nowhere. */
  adminPort: number | undefined;
  /** What services listen on besides gRPC, by service. */
  doors: ReadonlyMap<string, Door>;
  /** Lets calls in flight finish, keeps places, and closes; nothing is lost. */
  stop(): Promise<void>;
}

interface HostOptions {
  logger: Logger;
  /** The clock; tests may set it. */
  now?: () => Date;
  /** Where the keys of access tokens come from; auth, unless a test brings its own. */
  keys?: KeySource;
}

const hourMs = 3600_000;

interface Running {
  service: Service;
  runtime: Runtime;
  sql: Sql | undefined;
  consumer: Consumer | undefined;
  subscription: Subscription | undefined;
  loops: Loop[];
}

/** Runs services in one process behind one gRPC port. */
export async function startHost(services: readonly Service[], config: Config, options: HostOptions): Promise<Host> {
  const { logger, now = () => new Date() } = options;
  const metrics = createMetrics();
  const stopping = new AbortController();
  // Every open stream listens for the end.
  setMaxListeners(0, stopping.signal);
  const proofs = createServiceProofs(config.secret);
  // What the parts say belongs to the one service of a process, where there is one.
  const partsLog = services.length === 1 ? logger.child({ service: services[0]?.name }) : logger;
  const seams = await openSeams(config, partsLog);
  const lenient = await goOnWithout(seams.kv, partsLog);
  let port = config.grpc.port;
  const address = (service: string) => config.peers.get(service) ?? `127.0.0.1:${port}`;
  const peers = createPeers(address, proofs);
  const keys = options.keys ?? keysOfAuth(peers);
  const pipeline: PipelineHost = {
    identity: { verify: createVerifier(keys), proofs, proxies: readProxies(config.trustedProxies) },
    metrics,
    stopping: stopping.signal,
  };
  const server = createGrpcServer();
  const running: Running[] = [];
  const watched = () => running.map(({ service, sql, consumer }) => ({ name: service.name, sql, consumer }));
  const readiness = createReadiness(watched, seams.events, metrics, logger, stopping.signal);

  for (const service of services) running.push(await prepare(service));
  const operated = running.flatMap(({ service, sql, consumer }) =>
    sql && consumer ? [{ name: service.name, sql, consumer }] : [],
  );
  for (const one of running) await one.service.prepare?.(ownContext(one.runtime));
  for (const { runtime, service } of running) {
    for (const implementation of service.rpc ?? []) server.add(buildService(runtime, pipeline, implementation));
  }
  const [first] = running;
  if (first && operated.length > 0) server.add(buildService(first.runtime, pipeline, operations(operated)));
  port = await server.listen(`${config.grpc.host}:${config.grpc.port}`, contractsOf([...config.peers.keys()]));

  async function prepare(service: Service): Promise<Running> {
    const url = databaseUrl(config, service.name);
    let sql: Sql | undefined;
    if (service.database !== false) {
      if (config.migrations === "run") {
        await ensureDatabase(url);
        await migrateService(url, config.root, service.name);
      } else await expectMigrated(url, config.root, service.name);
      sql = connect(url, config.poolSize);
      metrics.poolSize.set({ service: service.name }, config.poolSize);
    }
    metrics.pool.set({ service: service.name }, 0);
    const loops: Loop[] = [];
    const runtime: Runtime = {
      name: service.name,
      sql,
      auditsItself: service.auditsItself ?? false,
      admission: service.failsClosed ? seams.kv : lenient,
      changes: sql && openChanges(sql),
      signals: sql && openSignals(sql),
      pool: {
        take: () => metrics.pool.inc({ service: service.name }),
        giveBack: () => metrics.pool.dec({ service: service.name }),
      },
      publicUrl: config.publicUrl,
      playUrl: config.playUrl,
      kv: seams.kv,
      blobs: seams.blobs,
      mail: seams.mail,
      log: logger.child({ service: service.name }),
      peers,
      now,
      committed: () => loops[0]?.wake(),
    };
    if (!sql) return { service, runtime, sql, consumer: undefined, subscription: undefined, loops };
    loops.push(startRelay(service.name, sql, seams.events, runtime.log, metrics));
    const consumer = createConsumer(
      service.name,
      openDatabase(sql, new AbortController().signal),
      [...(service.consumers ?? []), ...personalConsumers(service.name, service.personal)],
      () => ownContext(runtime),
      metrics,
      runtime.committed,
    );
    return { service, runtime, sql, consumer, subscription: undefined, loops };
  }

  /** The context of work that no user started. */
  function ownContext(runtime: Runtime): ServiceContext {
    return new ServiceContext(runtime, {
      caller: { kind: "service", name: runtime.name },
      token: undefined,
      client: { address: "", device: "" },
      requestId: uuid7(),
      life: stopping,
    });
  }

  function startBackground(one: Running): void {
    const { consumer, runtime, sql } = one;
    if (!consumer || !sql) return;
    if (consumer.topics.length > 0) {
      one.subscription = seams.events.subscribe(runtime.name, consumer.topics, async (batch) => {
        await consumer.take(batch);
        runtime.committed();
      });
      const onError = (err: unknown) => runtime.log.error({ err }, "parked events could not be tried");
      one.loops.push(createLoop({ everyMs: 250, retryMs: 1000, onError }, () => consumer.retryParked()));
    }
    one.loops.push(...startTasks(one.service.tasks ?? [], sql, runtime.log, () => ownContext(runtime)));
  }

  const parts: Parts = {
    events: seams.events,
    kv: seams.kv,
    blobs: seams.blobs,
    blobUrls: seams.blobUrls,
    mail: seams.mail,
    capturedMail: seams.capturedMail,
    peers,
    log: logger,
    edgeProof: () => proofs.make({ name: "bff", edge: true }),
    address,
    readiness: readiness.read,
    stopping: stopping.signal,
    async demand(path, request, from) {
      const contract = methodContract(path);
      const caller = await readCaller({ admission: lenient, now }, pipeline.identity, contract, from.token, undefined);
      const refusal = admit(contract, caller, now());
      if (refusal) throw refusal;
      await demandRate(lenient, contract, caller, from.address);
      validateRequest(contract, request);
      return caller;
    },
  };
  for (const one of running) startBackground(one);
  const onUntidy = (err: unknown) => logger.error({ err }, "what is old could not be removed");
  const tidying = createLoop({ everyMs: hourMs, retryMs: hourMs, onError: onUntidy }, async () => {
    await dropOldUploads(seams.blobs, now());
    for (const { consumer } of running) await consumer?.forgetOld();
    return false;
  });
  const admin = await openAdmin(config.admin, metrics, readiness.read);
  const doors = new Map<string, Door>();
  for (const { service } of running) if (service.open) doors.set(service.name, await service.open(parts, config));

  return {
    port,
    readiness: readiness.read,
    settled: readiness.settled,
    parts,
    adminPort: admin?.port,
    doors,
    async stop() {
      stopping.abort();
      await Promise.all([...doors.values()].map((door) => door.close()));
      await server.drain();
      await tidying.stop();
      for (const one of running) {
        await one.subscription?.stop();
        await Promise.all(one.loops.map((loop) => loop.stop()));
      }
      peers.close();
      await seams.close();
      await Promise.all(running.map(({ sql }) => sql?.end({ timeout: 5 })));
      await admin?.close();
    },
  };
}

/** The JWK Set as auth answers it. */
function keysOfAuth(peers: Peers): KeySource {
  const sessions = peers.client(SessionServiceDefinition, { from: "kit", token: undefined });
  return async () => JSON.parse((await sessions.getKeys({})).jwksJson) as JSONWebKeySet;
}
