import { createClient } from "@connectrpc/connect";
import type { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import {
  NotificationService,
  type WatchNotificationsResponse,
} from "@platform/connect/platform/notification/v1/notification_service_pb.ts";
import { readFailure } from "../../lib/failure.ts";
import { transport } from "../../lib/transport.ts";
import { refreshLists } from "./acts.ts";

const firstPause = 1000;
const longestPause = 30_000;

/** Follows the stream of notifications until `left`, and takes it up again, ever more patiently, when it breaks. */
export async function watch(
  language: Language,
  left: AbortSignal,
  onMessage: (message: WatchNotificationsResponse) => void,
): Promise<void> {
  const client = createClient(NotificationService, transport);
  let pause = firstPause;
  while (!left.aborted) {
    try {
      for await (const message of client.watchNotifications({ language }, { signal: left })) {
        onMessage(message);
        pause = firstPause;
      }
    } catch (error) {
      if (left.aborted || readFailure(error).signedOut) return;
    }
    await wait(pause * (0.75 + Math.random() / 2), left);
    pause = Math.min(pause * 2, longestPause);
    // What came meanwhile is in the lists alone.
    if (!left.aborted) refreshLists();
  }
}

// Ends early when the connection comes back, or when nobody waits any more.
function wait(milliseconds: number, left: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      left.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    window.addEventListener("online", done);
    left.addEventListener("abort", done);
  });
}
