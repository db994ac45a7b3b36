import { type Ctx, refuse, type Tx } from "@platform/kit";
import type { PageAccess } from "../access/access.ts";
import { checkUpdate } from "./check.ts";
import {
  compactDocument,
  type Document,
  demandOwn,
  keepUpdates,
  lockById,
  type NewUpdate,
  readChanges,
} from "./documents.ts";
import { readText } from "./text.ts";

const mostBytes = 1_000_000;

/** A change that somebody typed. */
export interface Typed {
  documentId: string;
  sessionId: string;
  data: Uint8Array;
  authorId: string;
}

interface Waiting {
  access: PageAccess;
  typed: Typed;
  kept(): void;
  refused(why: unknown): void;
}

/** What waits for each document while what came before is kept. */
const queues = new Map<string, Waiting[]>();

/** Keeps what somebody typed; what comes while a document is held is kept together after that, however many type. */
export function pushUpdate(ctx: Ctx, access: PageAccess, typed: Typed): Promise<void> {
  return new Promise((kept, refused) => {
    const waiting = { access, typed, kept, refused };
    const queue = queues.get(typed.documentId);
    if (queue) queue.push(waiting);
    else void keepInTurn(ctx.afterwards(), typed.documentId, [waiting]);
  });
}

async function keepInTurn(ctx: Ctx, documentId: string, first: Waiting[]): Promise<void> {
  for (let queue = first; queue.length > 0; queue = queues.get(documentId) ?? []) {
    queues.set(documentId, []);
    try {
      for (const answer of await ctx.tx((tx) => keepAll(tx, documentId, queue, ctx.now()))) answer();
    } catch (error) {
      for (const { refused } of queue) refused(error);
    }
  }
  queues.delete(documentId);
}

/** Keeps what can be kept; answers with what is to be told to each, once it is certain. */
async function keepAll(tx: Tx, documentId: string, queue: readonly Waiting[], now: Date): Promise<(() => void)[]> {
  const held = await lockById(tx, documentId);
  const answers: (() => void)[] = [];
  const updates: NewUpdate[] = [];
  let grown = held;
  for (const { access, typed, kept, refused } of queue) {
    try {
      const before = demandOwn(grown, access);
      const update = readUpdate(typed, before);
      if (update) {
        grown = { ...before, ...(await growth(tx, before, updates, update)) };
        grown.authorIds = [...before.authorIds.filter((id) => id !== typed.authorId), typed.authorId];
        updates.push(update);
      }
      answers.push(kept);
    } catch (why) {
      answers.push(() => refused(why));
    }
  }
  if (held && grown && updates.length > 0) {
    const { bound, authorIds } = grown;
    const noted = { bound, authorIds, unsavedTime: held.unsavedTime ?? now, updateTime: now };
    await compactDocument(tx, await keepUpdates(tx, held, updates, noted));
  }
  return answers;
}

/** What somebody typed as an update of a document; undefined where it changes nothing. */
function readUpdate({ data, sessionId }: Typed, { vector }: Document): NewUpdate | undefined {
  const checked = checkUpdate(data, vector);
  if (checked === "INVALID") throw refuse.invalid({ update: "is no change of the text" }, "UPDATE_INVALID");
  if (checked === "INCOMPLETE") {
    throw refuse.state("UPDATE_INCOMPLETE", "The change is of what the service does not have; join again.");
  }
  return checked.changes ? { data, sessionId, vector: checked.vector, typed: checked.typed } : undefined;
}

/** What a document is known to hold with one update more; its text is measured where it may be too long. */
async function growth(tx: Tx, document: Document, before: readonly NewUpdate[], { data, vector, typed }: NewUpdate) {
  const bound = document.bound + typed;
  if (bound <= mostBytes) return { vector, bound };
  const changes = [...(await readChanges(tx, document)), ...before.map((update) => update.data), data];
  const size = Buffer.byteLength(readText(changes));
  if (size > mostBytes) throw refuse.state("DOCUMENT_TOO_LARGE", "The text would have more than 1 MB.");
  return { vector, bound: size };
}
