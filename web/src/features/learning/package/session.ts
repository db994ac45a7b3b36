import { createClient, createContextValues } from "@connectrpc/connect";
import { PackageVersion } from "@platform/connect/platform/learning/v1/course_pb.ts";
import {
  type LaunchPackageResponse,
  type SavePackageStateResponse,
  ScormService,
} from "@platform/connect/platform/learning/v1/scorm_service_pb.ts";
import { outlivesPage } from "../../../lib/binary-transport.ts";
import { readFailure } from "../../../lib/failure.ts";
import { transport } from "../../../lib/transport.ts";
import { type FromPlayer, isFromPlayer, type ToPlayer } from "./messages.ts";
import { type Outcome, openSaves } from "./saves.ts";

export const scormClient = createClient(ScormService, transport);

/** Where a package stands. */
export interface Place {
  courseId: string;
  lessonId: string;
  blockId: string;
}

/** What a session tells of itself. */
export interface SessionEvents {
  onStarted(): void;
  onKept(kept: boolean): void;
  onSaved(answer: SavePackageStateResponse): void;
  /** The package was opened in another place, where alone it is heard now. */
  onMoved(): void;
}

const lastWordMs = 2000;
const final = new Set(["NOT_ENROLLED", "LESSON_NOT_FOUND", "PACKAGE_NOT_FOUND", "PACKAGE_STATE_TOO_LARGE"]);

/** Speaks with the player in a frame, and keeps what the package says there. */
export function openSession(
  frame: HTMLIFrameElement,
  place: Place,
  { launchId, ...launch }: LaunchPackageResponse,
  title: string,
  events: SessionEvents,
) {
  const origin = new URL(launch.url).origin;
  const kept = launch.result !== undefined;
  // The frame's window, which is still known when the frame is gone.
  const player = frame.contentWindow;
  let stopped: (() => void) | undefined;

  const saves = openSaves({
    async send(values, sequence): Promise<Outcome> {
      try {
        const contextValues = createContextValues().set(outlivesPage, true);
        events.onSaved(await scormClient.savePackageState({ ...place, launchId, sequence, values }, { contextValues }));
        return "kept";
      } catch (error) {
        const { reason } = readFailure(error);
        if (reason === "PACKAGE_LAUNCHED_ELSEWHERE") events.onMoved();
        return reason === "PACKAGE_LAUNCHED_ELSEWHERE" || final.has(reason) ? "never" : "again";
      }
    },
    onKept: events.onKept,
  });

  function hear({ origin: from, source, data }: MessageEvent<unknown>): void {
    // A frame that is being taken away speaks its last word without a window.
    if (from !== origin || (source !== player && source !== null) || !isFromPlayer(data)) return;
    take(data);
  }

  function take(message: FromPlayer): void {
    if (message.kind === "started") events.onStarted();
    if (message.kind === "stopped") stopped?.();
    if (message.kind === "said" && kept) saves.say(message.values);
  }

  function tell(message: ToPlayer): void {
    player?.postMessage(message, origin);
  }

  addEventListener("message", hear);
  addEventListener("pagehide", saves.hurry);
  const close = () => {
    removeEventListener("message", hear);
    removeEventListener("pagehide", saves.hurry);
  };

  return {
    /** Tells the player, whose page is there, to begin. */
    start(): void {
      const version = launch.version === PackageVersion.SCORM_2004 ? "SCORM_2004" : "SCORM_1_2";
      tell({ kind: "start", version, reports: launch.reports, values: launch.values, title });
    },
    /** Lets the package say its last word, and keeps it. */
    async stop(): Promise<void> {
      const said = new Promise<void>((resolve) => {
        stopped = resolve;
        setTimeout(resolve, lastWordMs);
      });
      tell({ kind: "stop" });
      await said;
      await saves.flush();
      close();
    },
    /** Goes away at once: what the package says while its frame is taken away is kept all the same. */
    leave(): void {
      setTimeout(async () => {
        await saves.flush();
        close();
      }, lastWordMs);
    },
  };
}

export type Session = ReturnType<typeof openSession>;
