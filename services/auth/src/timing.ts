import { setTimeout as sleep } from "node:timers/promises";

const stepMs = 120;

/**
 * Answers only on a step of 120 ms from the start, so that how long the work took does not tell whether an address
 * has an account.
 */
export async function inSteps<T>(work: Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await work;
  } finally {
    const taken = performance.now() - started;
    await sleep(Math.ceil(taken / stepMs) * stepMs - taken);
  }
}
