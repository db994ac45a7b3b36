import { createHash } from "node:crypto";

/**
 * Puts things into an order that depends on the seed alone: the same for a learner each time they look, another for
 * their neighbour. Every order may come out, the right one too, so that the order says nothing.
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

function randomFrom(seed: string): () => number {
  let drawn = 0;
  return () => createHash("sha256").update(`${seed}:${drawn++}`).digest().readUInt32BE();
}
