const pause = 2000;

/**
 * Follows a stream until what it tells of has ended, and opens it again when the line breaks. `onMessage` answers whether
 * that was the end; `setLost` is told whether the line is down.
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
    } catch {
      if (left.aborted) return;
      setLost(true);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
