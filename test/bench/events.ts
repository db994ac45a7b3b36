import { startChild } from "./child.ts";
import type { EventJob, Sustained } from "./event-host.ts";
import { type Figure, median } from "./figure.ts";

const writers = 32;
const alone = 100;

/** Events from commit to effect: as many as go, and one at a time. */
export async function measureEvents(rounds: number, ms: number): Promise<Figure[]> {
  const child = startChild("event-host");
  try {
    const ask = <Answer>(job: EventJob) => child.ask<Answer>(job);
    await ask({ writers, ms: ms / 2 });
    const runs: Sustained[] = [];
    for (let round = 0; round < rounds; round++) runs.push(await ask<Sustained>({ writers, ms }));
    const latency = await ask<number>({ alone });
    const committed = median(runs.map((run) => run.committedPerSecond));
    return [
      {
        what: `events: commit -> outbox -> effect, one a transaction, ${writers} writers`,
        value: median(runs.map((run) => run.perSecond)),
        unit: "/s",
        floor: { atLeast: 2000 },
        note: `committed at ${Math.round(committed)}/s, ${runs.reduce((sum, run) => sum + run.events, 0)} events`,
      },
      {
        what: "  the same, one event at a time, p50",
        value: latency,
        unit: "ms",
        floor: { atMost: 30 },
      },
    ];
  } finally {
    await child.stop();
  }
}
