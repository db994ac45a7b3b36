import { createHash } from "node:crypto";

/**
 * Puts things into an order that depends on the seed alone: the same each time that one looks, another for a
 * neighbour. Every order may come out, the right one too, so that the order says nothing.
 */
export function shuffle<T>(things: readonly T[], seed: string): T[] {
  const shuffled = [...things];
  const random = randomFrom(seed);
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = random() % (last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled;
}

/** Shuffles those things alone that are not to keep their places. */
export function shuffleAround<T>(things: readonly T[], keeps: (thing: T) => boolean, seed: string): T[] {
  const moved = shuffle(
    things.filter((thing) => !keeps(thing)),
    seed,
  );
  return things.map((thing) => (keeps(thing) ? thing : (moved.shift() as T)));
}

function randomFrom(seed: string): () => number {
  let drawn = 0;
  return () => createHash("sha256").update(`${seed}:${drawn++}`).digest().readUInt32BE();
}
