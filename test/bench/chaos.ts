import { join } from "node:path";
import { runChaos } from "../soak/chaos.ts";
import type { Figure } from "./figure.ts";

/** 200,000 events while relay, consumer, broker, PostgreSQL and Redis are killed twenty times. */
export async function measureChaos(root: string): Promise<Figure[]> {
  const program = join(root, "services/kit/dist/bench/soak.js");
  const toll = await runChaos({
    root,
    program,
    events: 200_000,
    kills: 20,
    pauseMs: 6000,
    progress: (step) => console.error(`  ${step}`),
  });
  const kinds = Object.entries(toll.kills).map(([kind, times]) => `${kind} ${times}`);
  const none = (what: string, value: number) => ({ what: `  ${what}`, value, unit: "", floor: { atMost: 0 } });
  return [
    {
      what: `${toll.events} events, 20 SIGKILLs; the rest drained after the last`,
      value: toll.drainedIn,
      unit: "s",
      floor: { atMost: 60 },
      note: kinds.join(", "),
    },
    none("events lost", toll.lost),
    none("events taken in twice", toll.twice),
    none("events out of order within their key", toll.outOfOrder),
    none("entries of Redis that were acknowledged and are gone", toll.forgotten),
  ];
}
