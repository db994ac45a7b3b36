import { type Ctx, signal, type Tx, touch } from "@platform/kit";

/** A change of a document, as it was pushed. */
export interface Update {
  sequence: number;
  /** The tab that it came from. */
  sessionId: string;
  data: Uint8Array;
}

/** How large updates may be to be sent with the signal that they are there. */
const mostSignalled = 4000;
const updatesOf = (key: string) => `updates:${key}`;

/** Tells those who write in a document of updates: with the updates themselves where they are small, so that none has to read them. */
export async function tellUpdates(tx: Tx, key: string, updates: readonly Update[]): Promise<void> {
  const said = updates.map(({ data, ...rest }) => ({ ...rest, data: Buffer.from(data).toString("base64") }));
  if (JSON.stringify(said).length > mostSignalled) await touch(tx, key);
  else await signal(tx, updatesOf(key), said);
}

type Said = Omit<Update, "data"> & { data: string };

/** Hears the updates of a document. */
export async function hearUpdates(ctx: Ctx, key: string, ring: () => void) {
  let heard: Update[] = [];
  await ctx.hear(updatesOf(key), (said) => {
    for (const update of said as Said[]) heard.push({ ...update, data: Buffer.from(update.data, "base64") });
    ring();
  });
  return {
    /** What was heard of what follows on an update; undefined where something in between was not heard. */
    take(after: number): Update[] | undefined {
      const next = heard.filter(({ sequence }) => sequence > after);
      heard = [];
      return next.every(({ sequence }, at) => sequence === after + 1 + at) ? next : undefined;
    },
  };
}
