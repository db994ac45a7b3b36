import { type Ctx, signal, type Tx, touch } from "@platform/kit";

/** A change of a document, as it was pushed. */
export interface Update {
  sequence: number;
  /** The tab that it came from. */
  sessionId: string;
  data: Uint8Array;
}

/** How large an update may be to be sent with the signal that it is there. */
const mostSignalled = 4000;
const updatesOf = (key: string) => `updates:${key}`;

/** Tells those who write in a document of an update: with the update itself where it is small, so that none has to read it. */
export async function tellUpdate(tx: Tx, key: string, { data, ...rest }: Update): Promise<void> {
  if (data.length > mostSignalled) await touch(tx, key);
  else await signal(tx, updatesOf(key), { ...rest, data: Buffer.from(data).toString("base64") });
}

/** Hears the updates of a document. */
export async function hearUpdates(ctx: Ctx, key: string, ring: () => void) {
  let heard: Update[] = [];
  await ctx.hear(updatesOf(key), (said) => {
    const update = said as Omit<Update, "data"> & { data: string };
    heard.push({ ...update, data: Buffer.from(update.data, "base64") });
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
