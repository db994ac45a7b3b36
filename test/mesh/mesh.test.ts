// The platform on its real parts, two processes a service, while parts and processes die under it.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { SessionServiceDefinition } from "@platform/grpc/platform/auth/v1/session_service.ts";
import { CatalogueServiceDefinition } from "@platform/grpc/platform/learning/v1/catalogue_service.ts";
import { PresenceServiceDefinition } from "@platform/grpc/platform/user/v1/presence_service.ts";
import { ProfileServiceDefinition } from "@platform/grpc/platform/user/v1/profile_service.ts";
import { methods, type Refusal, uuid7 } from "@platform/kit";
import type { connectTo } from "@platform/kit/testing";
import { startTopology, type Topology } from "@platform/mesh";
import { describePart } from "@platform/parts/testing";
import { decodeProtectedHeader } from "jose";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildProcesses } from "../../tools/build.mjs";
import { clientsOf, enter, logIn, type Person } from "./people.ts";

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

describePart("the mesh", ["redis-server", "kafka", "envoy", "versitygw"], () => {
  let folder: string;
  let topology: Topology;
  let clients: ReturnType<typeof connectTo>;
  let ann: Person;
  beforeAll(async () => {
    await buildProcesses();
    folder = await mkdtemp(join(tmpdir(), "platform-mesh-"));
    topology = await startTopology({ root, folder, replicas: 2, env: { PLATFORM_ADMIN_EMAIL: "ann@example.org" } });
    clients = clientsOf(topology);
    ann = await enter(topology, clients, "ann");
    await until(() => profile(ann));
  }, 240_000);
  afterAll(async () => {
    clients?.close();
    await topology?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  const profile = ({ token }: Person) => clients.client(ProfileServiceDefinition, { token }).getOwnProfile({});
  const catalogue = (from: string) => clients.client(CatalogueServiceDefinition, "anonymous", from).listCourses({});
  const refusalOf = (work: Promise<unknown>) => work.then(() => undefined).catch((error: Refusal) => error);

  it("answers at the edge, and the events and mails of a sign-up went through the parts", async () => {
    expect((await fetch(topology.origin)).status).toBe(200);
    expect((await topology.parts.smtp.mails()).some(({ to }) => to.includes(ann.email))).toBe(true);
    expect((await profile(ann)).profile?.name).toBe("ann");
  });

  it("counts a limit once for all processes of a service", async () => {
    const bob = await enter(topology, clients, "bob");
    await until(() => profile(bob));
    const perMinute = methods.get(`/${ProfileServiceDefinition.fullName}/GetOwnProfile`)?.options.rate?.perMinute ?? 0;
    const answers = await Promise.all(Array.from({ length: perMinute + 200 }, () => refusalOf(profile(bob))));
    const admitted = answers.filter((refusal) => refusal === undefined).length;
    expect(answers.filter((refusal) => refusal && refusal.reason !== "RATE_LIMITED")).toEqual([]);
    // What comes back while the calls are made, and what was used before.
    expect(admitted).toBeGreaterThan(perMinute * 0.9);
    expect(admitted).toBeLessThan(perMinute * 1.1 + 50);
  });

  it("knows who is here, whichever process they told", async () => {
    const presence = clients.client(PresenceServiceDefinition, { token: ann.token });
    await presence.keepPresence({});
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => presence.listPresences({ accountIds: [ann.id, uuid7()] })),
    );
    for (const { presences } of asked) expect(presences.map(({ accountId }) => accountId)).toEqual([ann.id]);
  });

  it("gives 50 refreshes at once over two processes one successor, and ends nobody's session", async () => {
    const refreshToken = ann.refreshToken;
    const sessions = clients.client(SessionServiceDefinition, "anonymous", "10.3.0.1");
    const all = await Promise.all(Array.from({ length: 50 }, () => sessions.refreshSession({ refreshToken })));
    expect(new Set(all.map(({ tokens }) => tokens?.refreshToken)).size).toBe(1);
    ann = { ...ann, token: all[0]?.tokens?.accessToken ?? "", refreshToken: all[0]?.tokens?.refreshToken ?? "" };
    await profile(ann);
  });

  it("keeps every acknowledged session when Redis is killed, and lets nobody in by auth meanwhile", async () => {
    const { redis } = topology.parts;
    await redis.kill("SIGKILL");
    // Known by their tokens, people go on; what needs the store says so.
    expect((await profile(ann)).profile?.name).toBe("ann");
    await catalogue("10.3.0.1");
    const presence = clients.client(PresenceServiceDefinition, { token: ann.token });
    await presence.keepPresence({});
    expect(await presence.listPresences({ accountIds: [ann.id] })).toMatchObject({ presences: [] });
    const refused = await refusalOf(logIn(clients, ann.email, "10.3.0.2"));
    expect(refused).toMatchObject({ kind: "unavailable" });
    await redis.restart();
    await until(() => logIn(clients, ann.email, "10.3.0.3"));
    const sessions = clients.client(SessionServiceDefinition, "anonymous", "10.3.0.4");
    const { tokens } = await sessions.refreshSession({ refreshToken: ann.refreshToken });
    ann = { ...ann, token: tokens?.accessToken ?? "", refreshToken: tokens?.refreshToken ?? "" };
  });

  it("answers on while Kafka is killed, and announces what happened meanwhile once it is back", async () => {
    const { kafka } = topology.parts;
    await kafka?.kill("SIGKILL");
    const ready = await fetch(`http://127.0.0.1:${topology.of("user")[0]?.ports.admin}/readyz`);
    expect(ready.status).toBe(200);
    const entering = enter(topology, clients, "dora");
    await profile(ann);
    await kafka?.restart();
    const dora = await entering;
    await until(() => profile(dora));
  }, 60_000);

  it("has one relay at work a service, and another takes over within five seconds of its death", async () => {
    const sql = postgres(topology.databaseUrl("auth"), { max: 1 });
    const holders = async () =>
      (
        await sql<{ pid: number; port: number }[]>`
        select activity.pid, activity.client_port as port from pg_locks
        join pg_stat_activity activity using (pid)
        where locktype = 'advisory' and objid = 7304002 and granted and activity.datname = 'auth'`
      ).map((row) => row.port);
    try {
      const [before, ...others] = await holders();
      expect(others).toEqual([]);
      const owner = await ownerOf(before as number);
      const active = topology.of("auth").find(({ pid }) => pid === owner);
      expect(active).toBeDefined();
      await active?.kill("SIGKILL");
      const died = performance.now();
      await until(async () => {
        const [now] = await holders();
        if (now === undefined || now === before) throw new Error("nobody took over");
      });
      expect(performance.now() - died).toBeLessThan(5000);
      const carl = await enter(topology, clients, "carl");
      await until(() => profile(carl));
      await active?.restart();
      await found();
    } finally {
      await sql.end();
    }
  });

  it("loses no call and no event while every process is restarted, one after another, and the keys are changed", async () => {
    const auth = postgres(topology.databaseUrl("auth"), { max: 1 });
    // As a month later: the first auth that starts makes a new key.
    await auth`update signing_keys set create_time = now() - interval '31 days'`;
    const before = kidOf(ann.token);
    const failures: unknown[] = [];
    let calls = 0;
    let going = true;
    // From many addresses, and within one person's limit: not one call may be refused.
    const ask = [
      { call: (n: number) => catalogue(`10.4.0.${n % 250}`), everyMs: 25 },
      { call: (n: number) => catalogue(`10.4.1.${n % 250}`), everyMs: 25 },
      { call: () => profile(ann), everyMs: 125 },
    ];
    const load = ask.map(async ({ call, everyMs }) => {
      for (let n = 0; going; n++) {
        calls++;
        await call(n).catch((error: unknown) => failures.push(error));
        await sleep(everyMs);
      }
    });
    const entered: Promise<Person>[] = [];
    for (const instance of topology.instances) {
      entered.push(enter(topology, clients, `rolling-${entered.length}`));
      await instance.restart();
      // As a quarter of an hour later: the new key, which all have been told of, begins to sign.
      await auth`update signing_keys set create_time = now() - interval '16 minutes'
          where create_time > now() - interval '15 minutes'`;
      await found();
    }
    going = false;
    await Promise.all(load);
    expect(failures).toEqual([]);
    expect(calls).toBeGreaterThan(200);
    const fresh = await logIn(clients, ann.email, "10.3.0.9");
    expect(kidOf(fresh.token)).not.toBe(before);
    await profile(fresh);
    expect(await auth`select id from signing_keys`).toHaveLength(2);
    await auth.end();
    // Each sign-up made a profile by event.
    for (const person of await Promise.all(entered)) await until(() => profile(person));
  }, 180_000);

  it("shows an operator the dead letters of every service, whichever process holds them", async () => {
    const letters = ["notification", "learning"].map((service) => ({ service, event_id: uuid7() }));
    for (const { service, event_id } of letters) {
      const sql = postgres(topology.databaseUrl(service), { max: 1 });
      const event = { event_id, type: "t", topic: "t", key: "k", payload: Buffer.from("x"), time: new Date() };
      await sql`insert into kit.dead_letters ${sql({ ...event, attempts: 6, cause: "by design" })}`;
      await sql.end();
    }
    const ask = async (method: string, body: object) => {
      const response = await fetch(`${topology.origin}/platform.operations.v1.OperationsService/${method}`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${ann.token}` },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as { deadLetters?: { service: string }[] } };
    };
    const { body } = await ask("ListDeadLetters", {});
    expect(body.deadLetters?.map(({ service }) => service).sort()).toEqual(["learning", "notification"]);
    for (const { service, event_id } of letters) {
      expect((await ask("DeleteDeadLetter", { service, eventId: event_id })).status).toBe(200);
    }
  });
});

/** As a rollout waits (minReadySeconds) until everybody has found the process that is new. */
const found = () => sleep(2500);

const kidOf = (token: string) => decodeProtectedHeader(token).kid;

/** The process that has a port of the loopback open, as the kernel says. */
async function ownerOf(port: number): Promise<number | undefined> {
  const { stdout } = await promisify(execFile)("ss", ["-Htnp", `sport = :${port}`]);
  const pid = /pid=(\d+)/.exec(stdout)?.[1];
  return pid ? Number(pid) : undefined;
}

/** Until it is so, twenty seconds at most. */
async function until<T>(work: () => Promise<T>): Promise<T> {
  for (const late = Date.now() + 20_000; ; await sleep(50)) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > late) throw error;
    }
  }
}
