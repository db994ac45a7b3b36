import type {
  JoinPageResponse_Joined,
  JoinPageResponse_Saved,
  Presence,
} from "@platform/grpc/platform/knowledge/v1/collaboration_service.ts";
import { uuid7 } from "@platform/kit";
import { expect } from "vitest";
import * as Y from "yjs";
import type { Person } from "./library.ts";

/** Somebody who writes a page together with others: a document of their own, and a line that can be cut. */
export function typist(person: Pick<Person, "collaboration">, pageId: string) {
  const doc = new Y.Doc();
  const text = doc.getText("markdown");
  const sessionId = uuid7();
  const others = new Map<string, Presence>();
  const saves: JoinPageResponse_Saved[] = [];
  let joined: JoinPageResponse_Joined | undefined;
  let line: AbortController | undefined;
  let ended: Promise<unknown> = Promise.resolve();
  let restarted = false;

  async function listen(signal: AbortSignal, onJoined: () => void): Promise<void> {
    const stateVector = joined ? Y.encodeStateVector(doc) : new Uint8Array();
    const request = { pageId, sessionId, documentId: joined?.documentId ?? "", stateVector };
    for await (const { happening } of person.collaboration.joinPage(request, { signal })) {
      if (happening?.$case === "joined") {
        joined = happening.value;
        Y.applyUpdate(doc, joined.update, "line");
        const lacks = Y.encodeStateAsUpdate(doc, joined.stateVector);
        await push(lacks);
        onJoined();
      } else if (happening?.$case === "changed") {
        if (happening.value.update.length > 0) Y.applyUpdate(doc, happening.value.update, "line");
        for (const presence of happening.value.presences) {
          if (presence.left) others.delete(presence.sessionId);
          else others.set(presence.sessionId, presence);
        }
      } else if (happening?.$case === "saved") saves.push(happening.value);
      else restarted = true;
    }
  }

  async function push(update: Uint8Array): Promise<void> {
    await person.collaboration.pushUpdate({ pageId, documentId: joined?.documentId ?? "", sessionId, update });
  }

  return {
    sessionId,
    others,
    saves,
    doc,
    get documentId() {
      return joined?.documentId ?? "";
    },
    get joined() {
      return joined;
    },
    get restarted() {
      return restarted;
    },
    says: () => text.toString(),
    async join(): Promise<void> {
      const cut = new AbortController();
      line = cut;
      await new Promise<void>((resolve, reject) => {
        ended = listen(cut.signal, resolve).then(
          () => "over",
          (error) => {
            reject(error);
            return error;
          },
        );
      });
    },
    /** Types at a place, or at the end; it is sent at once where there is a line. */
    async type(words: string, at = text.length): Promise<void> {
      const before = Y.encodeStateVector(doc);
      text.insert(at, words);
      if (line && !line.signal.aborted) await push(Y.encodeStateAsUpdate(doc, before));
    },
    async erase(at: number, length: number): Promise<void> {
      const before = Y.encodeStateVector(doc);
      text.delete(at, length);
      if (line && !line.signal.aborted) await push(Y.encodeStateAsUpdate(doc, before));
    },
    push,
    async leave(): Promise<void> {
      line?.abort();
      await ended;
    },
    /** How the line ended. */
    ended: () => ended,
    sees: (words: string) => expect.poll(() => text.toString(), { timeout: 5000 }).toBe(words),
  };
}
