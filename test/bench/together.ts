import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import * as Y from "yjs";
import { type Child, startChild } from "./child.ts";
import { randomFrom } from "./corpus.ts";
import { type Figure, percentile } from "./figure.ts";
import type { TogetherJob, TogetherServed } from "./together-server.ts";
import { Writer } from "./writer.ts";

const people = 20;
const typingMs = 30_000;
const warmMs = 5_000;
const convergeMs = 10_000;

/** Twenty people who type on one page, through the bff as browsers do, four to six keys a second each. */
export async function measureTogether(): Promise<Figure[]> {
  const server = startChild("together-server");
  try {
    return await write(server);
  } finally {
    await server.stop();
  }
}

async function write(server: Child): Promise<Figure[]> {
  const markdown = Array.from({ length: people }, (_, at) => `## Part ${at}\n\nSome words to begin with.`).join("\n\n");
  const job: TogetherJob = { people, markdown };
  const { web, pageId, tokens } = await server.ask<TogetherServed>(job);
  const writers = tokens.map((token) => new Writer(web, token, pageId));
  await Promise.all(writers.map((writer) => writer.join()));
  const seen = watchKeys(writers);
  const began = performance.now();
  await Promise.all(writers.map((writer, at) => type(writer, at, seen.pressed)));
  const seconds = (performance.now() - began) / 1000;
  const last = performance.now();
  while (!areOne(writers)) {
    if (performance.now() - last > convergeMs) throw new Error("The texts of the writers did not become one");
    await sleep(10);
  }
  const converged = performance.now() - last;
  for (const writer of writers) writer.leave();
  const { delays, keys } = seen.since(began + warmMs);
  return [
    {
      what: `key pressed -> in the documents of the ${people - 1} others, ${people} writers on one page, p95`,
      value: percentile(delays, 0.95),
      unit: "ms",
      floor: { atMost: 150 },
      note: `median ${percentile(delays, 0.5).toFixed(0)} ms, most ${percentile(delays, 1).toFixed(0)} ms; ${(keys / (seconds - warmMs / 1000)).toFixed(0)} keys/s; one text ${converged.toFixed(0)} ms after the last`,
    },
  ];
}

/** Types in one's own part of the text, now and then erasing, and tells where one is. */
async function type(writer: Writer, at: number, pressed: (writer: Writer) => void): Promise<void> {
  const random = randomFrom(at + 1);
  const end = performance.now() + typingMs;
  await sleep(random() * 250);
  const start = writer.text.toString().indexOf(`## Part ${at}\n\n`) + `## Part ${at}\n\n`.length;
  // It stays where it is among the others' words, as a caret does.
  let caret = Y.createRelativePositionFromTypeIndex(writer.text, start);
  for (let keys = 0; performance.now() < end; keys++) {
    const index = Y.createAbsolutePositionFromRelativePosition(caret, writer.doc)?.index ?? 0;
    const erases = keys % 15 === 14;
    if (erases) writer.text.delete(index - 1, 1);
    else {
      pressed(writer);
      writer.text.insert(index, keys % 6 === 5 ? " " : ("abcdefghij"[Math.floor(random() * 10)] as string));
    }
    if (keys % 20 === 0) await writer.tellWhere(index);
    caret = Y.createRelativePositionFromTypeIndex(writer.text, erases ? index - 1 : index + 1);
    await sleep(1000 / (4 + 2 * random()));
  }
}

/** Notes when each key was pressed, and when each other document had it. */
function watchKeys(writers: readonly Writer[]) {
  const keys = new Map<number, { clock: number; time: number }[]>();
  const delays: { pressed: number; delay: number }[] = [];
  for (const reader of writers) {
    const next = new Map<number, number>();
    reader.doc.on("update", (_update: Uint8Array, from: unknown) => {
      if (from !== reader) return;
      const now = performance.now();
      for (const { doc } of writers) {
        const pressed = keys.get(doc.clientID);
        if (doc === reader.doc || !pressed) continue;
        const there = Y.getState(reader.doc.store, doc.clientID);
        let at = next.get(doc.clientID) ?? 0;
        for (let key = pressed[at]; key && key.clock < there; key = pressed[++at]) {
          delays.push({ pressed: key.time, delay: now - key.time });
        }
        next.set(doc.clientID, at);
      }
    });
  }
  return {
    pressed({ doc }: Writer): void {
      const own = keys.get(doc.clientID) ?? [];
      keys.set(doc.clientID, own);
      own.push({ clock: Y.getState(doc.store, doc.clientID), time: performance.now() });
    },
    since(time: number) {
      const late = delays.filter(({ pressed }) => pressed >= time);
      const all = [...keys.values()].flat().filter((key) => key.time >= time);
      return { delays: late.map(({ delay }) => delay), keys: all.length };
    },
  };
}

function areOne(writers: readonly Writer[]): boolean {
  const [first] = writers;
  return writers.every((writer) => writer.isSettled() && writer.text.toString() === first?.text.toString());
}
