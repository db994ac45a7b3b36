/** What the app says to the player; the app is known by its origin, which the player's page was told. */
export type ToPlayer =
  | {
      kind: "start";
      version: "SCORM_1_2" | "SCORM_2004";
      /** False for mere pages, which find nothing to talk to. */
      reports: boolean;
      /** Values of the data model with which the part begins. */
      values: Record<string, string>;
      title: string;
    }
  /** Ends the part, so that it says its last word. */
  | { kind: "stop" };

/** What the player says to the app. */
export type FromPlayer =
  | { kind: "started" }
  /** All that the part has said, after each word of it. */
  | { kind: "said"; values: Record<string, string> }
  | { kind: "stopped" };

/** Whether something that came from elsewhere is what the player says: a package can send anything in its name. */
export function isFromPlayer(data: unknown): data is FromPlayer {
  if (typeof data !== "object" || data === null || !("kind" in data)) return false;
  if (data.kind === "started" || data.kind === "stopped") return true;
  if (data.kind !== "said" || !("values" in data)) return false;
  const { values } = data;
  if (typeof values !== "object" || values === null || Array.isArray(values)) return false;
  return Object.values(values).every((value) => typeof value === "string");
}
