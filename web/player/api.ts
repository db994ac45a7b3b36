import type { ToPlayer } from "../src/features/learning/package/messages.ts";

type Start = Extract<ToPlayer, { kind: "start" }>;

/** What a part talks to while it plays. */
export interface Api {
  /** All that it has said. */
  values(): Record<string, string>;
}

const soonMs = 400;
// Nothing goes over the network from here, and nothing to the console of whoever learns.
const settings = { lmsCommitUrl: false, dataCommitFormat: "flattened", sendFullCommit: true, logLevel: 5 } as const;

/** Puts the interface of the part's standard where parts look for it; `onSaid` hears when there is something to keep. */
export async function offerApi({ version, values }: Start, onSaid: () => void): Promise<Api> {
  const begun = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const now = () => {
    clearTimeout(timer);
    timer = undefined;
    onSaid();
  };
  const soon = () => {
    timer ??= setTimeout(now, soonMs);
  };
  if (version === "SCORM_1_2") {
    const { Scorm12API } = await import("scorm-again/scorm12/min");
    const api = new Scorm12API(settings);
    api.loadFromFlattenedJSON(values, "");
    api.LMSSetValue = followed(api.LMSSetValue.bind(api), soon);
    api.LMSCommit = followed(api.LMSCommit.bind(api), now);
    api.LMSFinish = followed(api.LMSFinish.bind(api), now);
    Object.assign(window, { API: api });
    return { values: () => timed(textsOf(api.renderCommitCMI(false)), "cmi.core.session_time", clock(begun)) };
  }
  const { Scorm2004API } = await import("scorm-again/scorm2004/min");
  const api = new Scorm2004API(settings);
  api.loadFromFlattenedJSON(values, "");
  api.SetValue = followed(api.SetValue.bind(api), soon);
  api.Commit = followed(api.Commit.bind(api), now);
  api.Terminate = followed(api.Terminate.bind(api), now);
  Object.assign(window, { API_1484_11: api });
  return { values: () => timed(textsOf(api.renderCommitCMI(false)), "cmi.session_time", period(begun)) };
}

/** A function of the interface, after each call of which something else is done. */
function followed<A extends unknown[], R>(call: (...args: A) => R, then: () => void): (...args: A) => R {
  return (...args) => {
    const answer = call(...args);
    then();
    return answer;
  };
}

/** The values that are texts and say something; a list without members is rendered as an object. */
function textsOf(rendered: unknown): Record<string, string> {
  const entries = Object.entries(rendered as Record<string, unknown>);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (typeof value === "string" && value !== "" ? [[name, value]] : [])),
  );
}

/** Parts that do not say how long they took were open as long as they were. */
function timed(values: Record<string, string>, name: string, open: string): Record<string, string> {
  const said = values[name];
  return said === undefined || /^(0*:?)*0*(\.0+)?$|^PT0*S?$/.test(said) ? { ...values, [name]: open } : values;
}

function clock(begun: number): string {
  const [hours, minutes, seconds] = parts(begun);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${String(hours).padStart(4, "0")}:${two(minutes)}:${two(seconds)}`;
}

function period(begun: number): string {
  const [hours, minutes, seconds] = parts(begun);
  return `PT${hours}H${minutes}M${seconds}S`;
}

function parts(begun: number): [number, number, number] {
  const seconds = Math.round((Date.now() - begun) / 1000);
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
}
