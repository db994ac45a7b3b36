import * as Y from "yjs";
import { readFailure } from "../../../../lib/failure.ts";

const gatherMs = 40;

/**
 * Sends the changes of a document in their order, those of a moment together, one call at a time. What was not answered
 * is sent again; repeating it is harmless. `onTrouble` is told why it stopped; `onKept` that all so far is kept.
 */
export function createSender(
  push: (update: Uint8Array) => Promise<unknown>,
  onKept: () => void,
  onTrouble: (error: unknown) => void,
) {
  let waiting: Uint8Array[] = [];
  let sent: Uint8Array[] = [];
  let open = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> | undefined;

  async function sendAll(): Promise<void> {
    while (open && waiting.length > 0) {
      sent = waiting;
      waiting = [];
      try {
        await push(Y.mergeUpdates(sent));
        sent = [];
        if (waiting.length === 0) onKept();
        else await pause(gatherMs);
      } catch (error) {
        waiting = [...sent, ...waiting];
        sent = [];
        const { reason, retryAfter } = readFailure(error);
        if (reason === "RATE_LIMITED") await pause((retryAfter ?? 1) * 1000);
        else if (open) {
          open = false;
          onTrouble(error);
        }
      }
    }
  }

  /** Sends what waits; resolves once it is kept, or the line is lost. */
  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    sending ??= sendAll().finally(() => {
      sending = undefined;
    });
    return sending;
  }

  return {
    /** Whether something is not known to be kept. */
    isBehind: () => waiting.length > 0 || sent.length > 0,
    /** What is not known to be kept, as one change. */
    pending: () => Y.mergeUpdates([...sent, ...waiting]),
    add(update: Uint8Array): void {
      waiting.push(update);
      if (open) timer ??= setTimeout(() => void flush(), gatherMs);
    },
    resume(): void {
      open = true;
      void flush();
    },
    halt(): void {
      open = false;
    },
    drop(): void {
      waiting = [];
    },
    flush,
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
