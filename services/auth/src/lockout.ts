import type { KeyValue } from "@platform/kit";

/** Failures within a while, and until when more tries are not even looked at. */
interface Failures {
  count: number;
  until: number;
}

const rememberedMs = 3600_000;
const longestMs = 15 * 60_000;

/** Milliseconds to wait after so many failures: none for the first few, then twice as long each time. */
export function backoff(failures: number, free: number): number {
  return failures < free ? 0 : Math.min(longestMs, 1000 * 2 ** (failures - free));
}

/**
 * Counts failures under a name. A person's own known places have names of their own, so a stranger who fails on
 * purpose from elsewhere slows strangers down and nobody else.
 */
export function createLockout(kv: KeyValue, free: number) {
  const key = (name: string) => `failures:${name}`;
  const read = async (name: string) => {
    const stored = await kv.get(key(name));
    return { stored, failures: (stored ? JSON.parse(stored) : { count: 0, until: 0 }) as Failures };
  };
  return {
    /** Whether tries under this name are to be looked at now. */
    async isOpen(name: string, now: Date): Promise<boolean> {
      return (await read(name)).failures.until <= now.getTime();
    },
    async fail(name: string, now: Date): Promise<void> {
      for (let tries = 0; tries < 20; tries++) {
        const { stored, failures } = await read(name);
        const count = failures.count + 1;
        const next = JSON.stringify({ count, until: now.getTime() + backoff(count, free) });
        const keep = { ttl: rememberedMs };
        if (await (stored === undefined ? kv.add(key(name), next, keep) : kv.swap(key(name), stored, next, keep)))
          return;
      }
    },
    forget: (name: string) => kv.delete(key(name)),
  };
}
