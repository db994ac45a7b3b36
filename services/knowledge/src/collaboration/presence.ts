import { type Ctx, signal } from "@platform/kit";

/** Where somebody is in a document. */
export interface Presence {
  sessionId: string;
  accountId: string;
  name: string;
  anchor: Uint8Array;
  head: Uint8Array;
  left: boolean;
}

/** What is said between processes: where somebody is, or a newcomer's question who is there. */
type Said = { asks: true } | (Omit<Presence, "anchor" | "head"> & { anchor: string; head: string });

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

/** Says where somebody is to all who write in the same document, and keeps it nowhere. */
export function sayPresence(ctx: Ctx, key: string, { anchor, head, ...rest }: Presence): Promise<void> {
  const said: Said = { ...rest, anchor: base64(anchor), head: base64(head) };
  return signal(ctx.db, key, said);
}

/** Asks who is there. */
export function askPresence(ctx: Ctx, key: string): Promise<void> {
  const said: Said = { asks: true };
  return signal(ctx.db, key, said);
}

/**
 * Hears where others are, for one session: it answers the question who is there with where that session said last that
 * it is. What was heard is taken once.
 */
export async function hearPresence(ctx: Ctx, key: string, sessionId: string, ring: () => void) {
  const heard = new Map<string, Presence>();
  let own: Presence | undefined;
  const answer = () => {
    // Whoever asked asks again, and a caller who left has nothing to say.
    if (own) void sayPresence(ctx, key, own).catch(() => undefined);
  };
  await ctx.hear(key, (words) => {
    const said = words as Said;
    if ("asks" in said) return answer();
    const presence = { ...said, anchor: Buffer.from(said.anchor, "base64"), head: Buffer.from(said.head, "base64") };
    if (said.sessionId !== sessionId) {
      heard.set(said.sessionId, presence);
      return ring();
    }
    // The line that this tab had before may end after this one began.
    if (said.left) return answer();
    own = presence;
  });
  return {
    take(): Presence[] {
      const taken = [...heard.values()];
      heard.clear();
      return taken;
    },
    own: () => own,
  };
}
