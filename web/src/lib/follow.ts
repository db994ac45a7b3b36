import { Code, ConnectError } from "@connectrpc/connect";

const pause = 2000;
const refusals = new Set([Code.NotFound, Code.PermissionDenied, Code.Unauthenticated, Code.InvalidArgument]);
const isRefused = (error: unknown) => refusals.has(ConnectError.from(error).code);

/**
 * Follows a stream until what it tells of has ended, and opens it again when the line breaks. `onMessage` answers whether
 * that was the end, and so is a refusal that asking again does not change; `setLost` is told whether the line is down.
 */
export async function follow<Message>(
  open: (left: AbortSignal) => AsyncIterable<Message>,
  onMessage: (message: Message) => Promise<boolean> | boolean,
  left: AbortSignal,
  setLost: (lost: boolean) => void,
): Promise<void> {
  while (!left.aborted) {
    try {
      for await (const message of open(left)) {
        setLost(false);
        if (await onMessage(message)) return;
      }
    } catch (error) {
      if (left.aborted || isRefused(error)) return;
      setLost(true);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
