import type { Called, CallJob } from "./caller.ts";
import { type Child, startChild } from "./child.ts";
import { type Figure, median } from "./figure.ts";
import type { Served, ServerJob } from "./server.ts";

const people = 400;

/** Unary calls: bare, through the kit, and from a browser; each round has all of them one after another. */
export async function measureCalls(rounds: number, ms: number): Promise<Figure[]> {
  const servers = ["bare", "kit", "edge"].map(() => startChild("server"));
  const caller = startChild("caller");
  try {
    const serve = (n: number, job: ServerJob) => servers[n]?.ask<Served>(job) as Promise<Served>;
    const bare = await serve(0, { role: "bare", people: 0 });
    const kit = await serve(1, { role: "kit", people });
    const edge = await serve(2, { role: "edge", database: kit.database, user: kit.grpc });
    const tokens = kit.callers.map(({ token }) => token);
    const cookies = kit.callers.map(({ cookie }) => cookie);
    const jobs = {
      bare64: { way: "bare", target: bare.grpc, credentials: tokens, inFlight: 64 },
      kit64: { way: "kit", target: kit.grpc, credentials: tokens, inFlight: 64 },
      kit32: { way: "kit", target: kit.grpc, credentials: tokens, inFlight: 32 },
      browser32: { way: "browser", target: kit.web, credentials: cookies, inFlight: 32 },
      kit1: { way: "kit", target: kit.grpc, credentials: tokens, inFlight: 1 },
      browser1: { way: "browser", target: kit.web, credentials: cookies, inFlight: 1 },
      edge32: { way: "browser", target: edge.web, credentials: tokens, inFlight: 32 },
    } satisfies Record<string, Omit<CallJob, "ms">>;
    type Name = keyof typeof jobs;
    type Seen = Called & { cpu: number };
    const names = Object.keys(jobs) as Name[];
    async function run(name: Name, time: number): Promise<Seen> {
      const server = servers[name === "bare64" ? 0 : 1] as Child;
      const before = await server.ask<number>({ role: "cpu" });
      const called = await caller.ask<Called>({ ...jobs[name], ms: time });
      return { ...called, cpu: ((await server.ask<number>({ role: "cpu" })) - before) / called.calls };
    }
    for (const name of names) await run(name, 2 * ms);
    const seen: Record<Name, Seen>[] = [];
    for (let round = 0; round < rounds; round++) {
      // Turned, so that none always comes after the same other.
      const order = [...names.slice(round % names.length), ...names.slice(0, round % names.length)];
      const results = {} as Record<Name, Seen>;
      for (const name of order) results[name] = await run(name, ms);
      seen.push(results);
    }
    const middle = (read: (round: Record<Name, Seen>) => number) => median(seen.map(read));
    const perSecond = (name: Name) => Math.round(middle((round) => round[name].perSecond));
    const cpu = (name: Name) => `${Math.round(middle((round) => round[name].cpu))} us`;
    const p50 = (name: Name) => `${middle((round) => round[name].p50).toFixed(2)} ms`;
    return [
      {
        what: "unary call through the kit / bare nice-grpc, calls/s, 64 in flight",
        value: middle((round) => round.kit64.perSecond / round.bare64.perSecond),
        unit: "",
        floor: { atLeast: 0.75 },
        note: `${perSecond("kit64")}/s, ${perSecond("bare64")}/s; processor time of the server ${cpu("kit64")}, ${cpu("bare64")} a call`,
      },
      {
        what: "browser -> bff -> service / direct kit call, calls/s, 32 in flight",
        value: middle((round) => round.browser32.perSecond / round.kit32.perSecond),
        unit: "",
        floor: { atLeast: 0.6 },
        note: `${perSecond("browser32")}/s, ${perSecond("kit32")}/s`,
      },
      {
        what: "  the same, p50, 1 in flight",
        value: middle((round) => round.browser1.p50 / round.kit1.p50),
        unit: "x",
        floor: { atMost: 2.5 },
        note: `${p50("browser1")}, ${p50("kit1")}`,
      },
      {
        what: "  the same, p50, 32 in flight",
        value: middle((round) => round.browser32.p50 / round.kit32.p50),
        unit: "x",
        floor: { atMost: 2.5 },
        note: `${p50("browser32")}, ${p50("kit32")}`,
      },
      {
        what: "  the same, the bff in a process of its own, calls/s",
        value: middle((round) => round.edge32.perSecond / round.kit32.perSecond),
        unit: "",
        note: `${perSecond("edge32")}/s`,
      },
    ];
  } finally {
    await caller.stop();
    for (const server of servers.reverse()) await server.stop();
  }
}
