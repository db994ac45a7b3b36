import type { Happening } from "../collaboration/follow.ts";
import type { Saved } from "../collaboration/news.ts";
import type { Presence } from "../collaboration/presence.ts";

export function presentHappening(happening: Happening) {
  return { happening: presentCase(happening) };
}

function presentCase(happening: Happening) {
  switch (happening.kind) {
    case "JOINED": {
      const { id, vector, unsavedTime, proposes } = happening.document;
      const saved = presentSaved(happening.document);
      const { update } = happening;
      const value = { documentId: id, update, stateVector: vector, saved, unsaved: unsavedTime !== null, proposes };
      return { $case: "joined", value } as const;
    }
    case "CHANGED":
      return {
        $case: "changed",
        value: { update: happening.update, presences: happening.presences.map(presentPresence) },
      } as const;
    case "SAVED":
      return { $case: "saved", value: presentSaved(happening.saved) } as const;
    case "RESTARTED":
      return { $case: "restarted", value: {} } as const;
  }
}

function presentSaved({ revision, proposalVersion, title, saveTime }: Saved) {
  return { revision, proposalVersion, title, saveTime };
}

function presentPresence({ sessionId, accountId, name, anchor, head, left }: Presence) {
  return { sessionId, person: { accountId, name }, anchor, head, left };
}
