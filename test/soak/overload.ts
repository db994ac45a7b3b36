import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { ProfileServiceDefinition } from "@platform/grpc/platform/user/v1/profile_service.ts";
import { methods, Refusal } from "@platform/kit";
import type { Topology } from "@platform/mesh";
import { clientsOf, enter, type Person } from "../mesh/people.ts";

/** What came of an overload. */
export interface Overload {
  seconds: number;
  /** Calls that the greedy person made, and that the contract lets through in that time. */
  made: number;
  allowed: number;
  admitted: number;
  /** The others' 99th percentile, in milliseconds, alone and beside the greedy one. */
  idleP99: number;
  busyP99: number;
}

const others = 4;
const perSecond = 4;
const times = 10;

/** One person calls one method ten times as often as it allows, for so many seconds, while others call it as usual. */
export async function runOverload(topology: Topology, seconds: number): Promise<Overload> {
  const clients = clientsOf(topology);
  try {
    const people = [];
    for (let n = 0; n <= others; n++) people.push(await enter(topology, clients, `overload-${n}`));
    const [greedy, ...usual] = people as [Person, ...Person[]];
    const call = ({ token }: Person) => clients.client(ProfileServiceDefinition, { token }).getOwnProfile({});
    for (const person of people) await until(() => call(person));

    const rate = methods.get(`/${ProfileServiceDefinition.fullName}/GetOwnProfile`)?.options.rate;
    if (!rate) throw new Error("GetOwnProfile has no limit");
    const watch = async (ms: number): Promise<number> => {
      const took: number[] = [];
      await Promise.all(
        usual.map(async (person, n) => {
          await sleep((n * 1000) / perSecond / others);
          for (const late = performance.now() + ms; performance.now() < late; ) {
            const began = performance.now();
            await call(person);
            took.push(performance.now() - began);
            await sleep(Math.max(0, 1000 / perSecond - (performance.now() - began)));
          }
        }),
      );
      return took.sort((a, b) => a - b)[Math.floor(took.length * 0.99)] ?? 0;
    };
    const idleP99 = await watch(seconds * 500);

    // What the calls until here took of the limit has come back by now.
    const limit = rate.perMinute / 60;
    const began = performance.now();
    let made = 0;
    let admitted = 0;
    const flood = async () => {
      const pending: Promise<void>[] = [];
      for (let n = 0; performance.now() - began < seconds * 1000; n++) {
        made++;
        pending.push(
          call(greedy).then(
            () => void admitted++,
            (error) => {
              if (!(error instanceof Refusal && error.reason === "RATE_LIMITED")) throw error;
            },
          ),
        );
        await sleep(Math.max(0, began + ((n + 1) * 1000) / (limit * times) - performance.now()));
      }
      await Promise.all(pending);
    };
    const [busyP99] = await Promise.all([watch(seconds * 1000), flood()]);
    const allowed = (rate.burst || rate.perMinute) + limit * seconds;
    return { seconds, made, allowed, admitted, idleP99, busyP99 };
  } finally {
    clients.close();
  }
}

/** A profile is made by event, a moment after the account. */
async function until(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return void (await work());
    } catch (error) {
      if (tries > 200) throw error;
      await sleep(50);
    }
  }
}
