import { ActionIcon, Button, Loader } from "@mantine/core";
import type {
  LaunchPackageResponse,
  SavePackageStateResponse,
} from "@platform/connect/platform/learning/v1/scorm_service_pb.ts";
import { IconMaximize, IconMinimize, IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useWords } from "../../../lib/words.ts";
import styles from "./package.module.css";
import { openSession, type Place, type Session } from "./session.ts";
import { packageWords } from "./words.ts";

const patienceMs = 20_000;

/** A package that is played, over the whole window. */
export function Player({
  place,
  launch,
  title,
  onSaved,
  onTakeOver,
  onClose,
}: {
  place: Place;
  launch: LaunchPackageResponse;
  title: string;
  onSaved: (answer: SavePackageStateResponse) => void;
  onTakeOver: () => void;
  onClose: () => void;
}) {
  const words = useWords(packageWords);
  const dialog = useRef<HTMLDialogElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const session = useRef<Session>(undefined);
  const saved = useRef(onSaved);
  saved.current = onSaved;
  const [state, setState] = useState<"loading" | "slow" | "playing" | "moved" | "closing">("loading");
  const [kept, setKept] = useState(true);
  const full = useFullScreen(stage);

  useEffect(() => {
    const [element, window] = [dialog.current, frame.current];
    if (!element || !window) return;
    element.showModal();
    const opened = openSession(window, place, launch, title, {
      onStarted: () => setState("playing"),
      onKept: setKept,
      onSaved: (answer) => saved.current(answer),
      onMoved: () => setState("moved"),
    });
    session.current = opened;
    window.src = launch.url;
    const late = setTimeout(() => setState((now) => (now === "loading" ? "slow" : now)), patienceMs);
    return () => {
      clearTimeout(late);
      opened.leave();
      element.close();
    };
  }, [place, launch, title]);

  async function close() {
    setState("closing");
    await session.current?.stop();
    onClose();
  }

  return (
    <dialog
      ref={dialog}
      className={styles.window}
      aria-label={title}
      onCancel={(event) => {
        event.preventDefault();
        void close();
      }}
    >
      <div ref={stage} className={styles.stage}>
        <div className={styles.bar}>
          <strong>{title}</strong>
          <span className="quiet" role="status">
            {words(saidOf(state, kept, launch.result !== undefined))}
          </span>
          {full.possible && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={words(full.on ? "small" : "full")}
              onClick={full.toggle}
            >
              {full.on ? <IconMinimize size={20} aria-hidden /> : <IconMaximize size={20} aria-hidden />}
            </ActionIcon>
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            size={44}
            aria-label={words("close")}
            loading={state === "closing"}
            onClick={close}
          >
            <IconX size={20} aria-hidden />
          </ActionIcon>
        </div>
        {state === "moved" && (
          <div className={styles.moved} role="alert">
            <span>{words("moved")}</span>
            <Button size="sm" variant="default" onClick={onTakeOver}>
              {words("takeOver")}
            </Button>
          </div>
        )}
        {(state === "loading" || state === "slow") && (
          <p className={styles.opening} role="status">
            {state === "loading" && <Loader size="sm" aria-hidden />}
            {words(state)}
          </p>
        )}
        <iframe
          ref={frame}
          className={styles.frame}
          title={title}
          sandbox="allow-scripts allow-same-origin allow-forms allow-popups"
          allow=""
          referrerPolicy="no-referrer"
          onLoad={() => session.current?.start()}
        />
      </div>
    </dialog>
  );
}

function saidOf(state: string, kept: boolean, recorded: boolean) {
  if (state === "closing") return "closing";
  if (state === "moved" || !recorded) return "nothingKept";
  return kept ? "kept" : "keeping";
}

/** The whole screen for an element, where the browser can. */
function useFullScreen(element: React.RefObject<HTMLElement | null>) {
  const [on, setOn] = useState(false);
  useEffect(() => {
    const look = () => setOn(document.fullscreenElement !== null);
    document.addEventListener("fullscreenchange", look);
    return () => document.removeEventListener("fullscreenchange", look);
  }, []);
  return {
    on,
    possible: document.fullscreenEnabled,
    toggle: () => void (on ? document.exitFullscreen() : element.current?.requestFullscreen())?.catch(() => undefined),
  };
}
