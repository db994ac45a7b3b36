// The page around a package, on an origin where nothing of the platform is. It speaks with the app by messages alone.

import type { FromPlayer, ToPlayer } from "../src/features/learning/package/messages.ts";
import { type Api, offerApi } from "./api.ts";

/** What the page was told by the server. */
interface Told {
  /** The address of the part. */
  entry: string;
  appOrigins: string[];
}

const told = JSON.parse(document.getElementById("told")?.textContent ?? "{}") as Told;
const frame = document.createElement("iframe");
let app = "";
let api: Api | undefined;

addEventListener("message", ({ source, origin, data }: MessageEvent<ToPlayer>) => {
  // The part is on this origin, and may not speak in the app's name.
  if (source !== window.parent || source === window || !told.appOrigins.includes(origin)) return;
  if (data.kind === "start" && app === "") {
    app = origin;
    void start(data);
  }
  if (data.kind === "stop") stop();
});

// A page that is hidden may never be shown again.
addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") tellValues();
});
addEventListener("beforeunload", tellValues);
addEventListener("pagehide", tellValues);

async function start(message: Extract<ToPlayer, { kind: "start" }>): Promise<void> {
  document.title = message.title;
  if (message.reports) api = await offerApi(message, tellValues);
  frame.title = message.title;
  frame.addEventListener("load", () => tell({ kind: "started" }), { once: true });
  frame.src = told.entry;
  document.body.append(frame);
  frame.focus();
}

/** Takes the part away, which lets it say its last word to the interface, and passes that on. */
function stop(): void {
  frame.remove();
  tellValues();
  tell({ kind: "stopped" });
}

function tellValues(): void {
  if (api) tell({ kind: "said", values: api.values() });
}

function tell(message: FromPlayer): void {
  if (app !== "") window.parent.postMessage(message, app);
}
