import { refuse } from "@platform/kit";
import * as Y from "yjs";
import { textName } from "./text.ts";

/** What an update does to a document. */
export interface Checked {
  /** What is there afterwards. */
  vector: Uint8Array;
  /** Bytes of text that are new. */
  typed: number;
  /** Whether it changes anything that it can be known to. */
  changes: boolean;
}

/** Why an update is not taken: it is none, or it rests on what is not there. */
export type Unfit = "INVALID" | "INCOMPLETE";

const mostClients = 100;
const encoder = new TextEncoder();

/** Reads an update of a document that has what `vector` names; nothing in it is trusted. */
export function checkUpdate(update: Uint8Array, vector: Uint8Array): Checked | Unfit {
  const decoded = decode(update);
  if (!decoded) return "INVALID";
  const had = Y.decodeStateVector(vector);
  const has = new Map(had);
  let typed = 0;
  const clients = new Set<number>();
  for (const struct of decoded.structs) {
    const text = textOf(struct);
    if (text === undefined) return "INVALID";
    const { client, clock } = struct.id;
    clients.add(client);
    const known = has.get(client) ?? 0;
    if (clock > known) return "INCOMPLETE";
    const end = clock + struct.length;
    if (!Number.isSafeInteger(end) || clients.size > mostClients) return "INVALID";
    if (end <= known) continue;
    has.set(client, end);
    typed += encoder.encode(text).length;
  }
  const isThere = (id: Y.ID | null) => id === null || id.clock < (has.get(id.client) ?? 0);
  for (const struct of decoded.structs) {
    const item = struct as Y.Item;
    if (!isThere(item.origin) || !isThere(item.rightOrigin)) return "INCOMPLETE";
  }
  let deletes = false;
  for (const [client, ranges] of decoded.ds.clients) {
    for (const { clock, len } of ranges) {
      if (clock + len > (has.get(client) ?? 0)) return "INCOMPLETE";
      deletes = true;
    }
  }
  const grows = [...has].some(([client, clock]) => clock !== had.get(client));
  return { vector: Y.encodeStateVector(has), typed, changes: grows || deletes };
}

function decode(update: Uint8Array): ReturnType<typeof Y.decodeUpdate> | undefined {
  try {
    return Y.decodeUpdate(update);
  } catch {
    // The library throws whatever it stumbles over.
    return undefined;
  }
}

/** What a piece of a document says, empty where it is deleted; undefined for what is not a piece of its text. */
function textOf(struct: unknown): string | undefined {
  if (!(struct instanceof Y.Item) || struct.length < 1) return undefined;
  const { parent, parentSub, origin, rightOrigin, content } = struct;
  // Its place is said by its neighbours, or else by the name of the text.
  const inText = (parent as unknown) === textName || (parent === null && (origin !== null || rightOrigin !== null));
  if (!inText || parentSub !== null) return undefined;
  if (content instanceof Y.ContentDeleted) return "";
  if (!(content instanceof Y.ContentString) || content.str.includes("\r")) return undefined;
  return content.str;
}

/** What somebody says that they have; undefined for nothing. Refuses what is no state vector. */
export function demandVector(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length === 0) return undefined;
  try {
    Y.decodeStateVector(bytes);
    return bytes;
  } catch {
    throw refuse.invalid({ state_vector: "is none" });
  }
}
