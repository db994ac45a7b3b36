import { createClient } from "@connectrpc/connect";
import {
  CollaborationService,
  type JoinPageResponse,
  type JoinPageResponse_Joined,
  type JoinPageResponse_Saved,
} from "@platform/connect/platform/knowledge/v1/collaboration_service_pb.ts";
import * as Y from "yjs";
import { readFailure } from "../../../../lib/failure.ts";
import { transport } from "../../../../lib/transport.ts";
import { follow, type Other } from "./others.ts";
import { difference, rebase } from "./rebase.ts";
import { createSender } from "./sender.ts";
import { keepUnsent, readUnsent } from "./unsent.ts";

export const collaboration = createClient(CollaborationService, transport);

/** How the writing of a page together stands. */
export interface Standing {
  phase: "JOINING" | "ON" | "LOST" | "OVER";
  /** Why it is over. */
  error: unknown;
  documentId: string;
  /** Another one when the document began anew. */
  text: Y.Text | undefined;
  saved: JoinPageResponse_Saved | undefined;
  proposes: boolean;
  /** Whether the document says what is not saved. */
  unsaved: boolean;
  /** Whether this tab has typed what is not known to be kept. */
  unsent: boolean;
  others: readonly Other[];
}

const beatMs = 15_000;
const cursorMs = 200;
const keepMs = 300;
const final = new Set(["PAGE_NOT_FOUND", "ROLE_REQUIRED", "UPDATE_INVALID", "DOCUMENT_TOO_LARGE"]);

/**
 * A tab's line to the document of a page: it is joined again whenever it breaks, and what was typed meanwhile is sent
 * then. Nothing that was typed is lost with the line, the tab being loaded anew, or the document beginning anew.
 */
export class Line {
  readonly #pageId: string;
  readonly #sessionId = crypto.randomUUID();
  readonly #listeners = new Set<() => void>();
  readonly #left = new AbortController();
  readonly #sender = createSender(
    (update) => this.#push(update),
    () => this.#onKept(),
    (error) => this.#onTrouble(error),
  );
  #standing: Standing = {
    phase: "JOINING",
    error: undefined,
    documentId: "",
    text: undefined,
    saved: undefined,
    proposes: false,
    unsaved: false,
    unsent: false,
    others: [],
  };
  #doc = new Y.Doc();
  /** What the document said before this tab typed what is not yet kept. */
  #base = "";
  #cut = new AbortController();
  #cursor = { anchor: new Uint8Array(), head: new Uint8Array() };
  #beat: ReturnType<typeof setInterval> | undefined;
  #cursorTimer: ReturnType<typeof setTimeout> | undefined;
  #keepTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(pageId: string) {
    this.#pageId = pageId;
  }

  readonly read = (): Standing => this.#standing;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Joins, and stays until it is closed. */
  open(): void {
    window.addEventListener("offline", this.#lose);
    window.addEventListener("pagehide", this.#keep);
    this.#beat = setInterval(() => this.#onBeat(), beatMs);
    void this.#stay();
  }

  /** Sends and saves what is not yet, where there is a line, and leaves. */
  async close(): Promise<void> {
    window.removeEventListener("offline", this.#lose);
    window.removeEventListener("pagehide", this.#keep);
    clearInterval(this.#beat);
    clearTimeout(this.#cursorTimer);
    await this.flush();
    this.#keep();
    const { phase, unsaved, documentId, saved } = this.#standing;
    if (phase === "ON" && unsaved && saved) {
      // What is not saved now is saved by the service a moment later.
      await collaboration.saveDocument({ pageId: this.#pageId, documentId, title: saved.title }).catch(() => undefined);
    }
    this.#left.abort();
    this.#sender.halt();
    this.#cut.abort();
  }

  /** Resolves once what was typed is kept, or the line is lost. */
  flush(): Promise<void> {
    return this.#sender.flush();
  }

  /** Tells others where the caret is; undefined for nowhere. */
  moveTo(anchor: number | undefined, head: number | undefined): void {
    const { text } = this.#standing;
    const encode = (at: number | undefined) =>
      text && at !== undefined
        ? Uint8Array.from(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, at)))
        : new Uint8Array();
    const cursor = { anchor: encode(anchor), head: encode(head) };
    // It moves with the text around it, so that typing alone is nothing to tell.
    if (String(cursor.anchor) === String(this.#cursor.anchor) && String(cursor.head) === String(this.#cursor.head))
      return;
    this.#cursor = cursor;
    this.#cursorTimer ??= setTimeout(() => this.#sayCursor(), cursorMs);
  }

  async #stay(): Promise<void> {
    for (let tries = 0; !this.#left.signal.aborted; tries++) {
      this.#cut = new AbortController();
      try {
        const { documentId } = this.#standing;
        const stateVector = documentId ? Uint8Array.from(Y.encodeStateVector(this.#doc)) : new Uint8Array();
        const tab = { pageId: this.#pageId, sessionId: this.#sessionId, documentId, stateVector };
        for await (const message of collaboration.joinPage(tab, { signal: this.#cut.signal })) {
          tries = 0;
          this.#take(message);
        }
      } catch (error) {
        if (this.#left.signal.aborted) return;
        const failure = readFailure(error);
        if (final.has(failure.reason) || failure.signedOut) return this.#end(error);
        this.#lose();
        await this.#untilWorthTrying(tries);
      }
    }
  }

  #take({ happening }: JoinPageResponse): void {
    if (happening.case === "joined") this.#onJoined(happening.value);
    else if (happening.case === "changed") {
      const { update, presences } = happening.value;
      if (update.length > 0) {
        Y.applyUpdate(this.#doc, update, this);
        this.#change({ unsaved: true });
      }
      if (presences.length > 0) this.#change({ others: follow(this.#standing.others, presences, Date.now()) });
    } else if (happening.case === "saved") {
      this.#change({ saved: happening.value, unsaved: this.#sender.isBehind() });
    }
  }

  #onJoined({ documentId, update, saved, unsaved, proposes }: JoinPageResponse_Joined): void {
    const before = this.#standing;
    const kept = before.documentId === "" ? readUnsent(this.#pageId) : undefined;
    if (documentId !== before.documentId) this.#begin(update);
    else Y.applyUpdate(this.#doc, update, this);
    const text = this.#doc.getText("markdown");
    this.#change({ phase: "ON", documentId, text, saved, unsaved, proposes });
    if (documentId === kept?.documentId) Y.applyUpdate(this.#doc, kept.update);
    else if (kept) this.#retype(kept.base, kept.mine);
    else if (documentId !== before.documentId && before.unsent && before.text) {
      this.#retype(this.#base, before.text.toString());
    }
    this.#change({ unsent: this.#sender.isBehind() });
    this.#sender.resume();
    this.#sayCursor();
  }

  /** Begins with another document; what was typed in the one before can no more be merged by itself. */
  #begin(update: Uint8Array): void {
    this.#sender.drop();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, update, this);
    const isOwn = (origin: unknown) => origin !== this;
    doc.on("beforeTransaction", ({ origin }: Y.Transaction) => {
      if (isOwn(origin) && !this.#sender.isBehind()) this.#base = doc.getText("markdown").toString();
    });
    doc.on("update", (change: Uint8Array, origin: unknown) => {
      if (!isOwn(origin)) return;
      this.#sender.add(change);
      this.#change({ unsent: true, unsaved: true });
      this.#keepTimer ??= setTimeout(this.#keep, keepMs);
    });
    this.#doc = doc;
  }

  #retype(base: string, mine: string): void {
    const text = this.#doc.getText("markdown");
    const { from, to, insert } = difference(text.toString(), rebase(base, mine, text.toString()));
    this.#doc.transact(() => {
      text.delete(from, to - from);
      text.insert(from, insert);
    });
  }

  #push(update: Uint8Array): Promise<unknown> {
    const { documentId } = this.#standing;
    const where = { pageId: this.#pageId, documentId, sessionId: this.#sessionId };
    return collaboration.pushUpdate({ ...where, update: Uint8Array.from(update) });
  }

  #onKept(): void {
    this.#change({ unsent: false });
    this.#keep();
  }

  #onTrouble(error: unknown): void {
    const failure = readFailure(error);
    if (final.has(failure.reason) || failure.signedOut) this.#end(error);
    // Whatever else it was: joining again brings both sides to the same.
    else this.#lose();
  }

  readonly #lose = (): void => {
    this.#sender.halt();
    this.#cut.abort();
    if (this.#standing.phase === "ON") this.#change({ phase: "LOST", others: [] });
  };

  #end(error: unknown): void {
    this.#sender.halt();
    this.#change({ phase: "OVER", error, others: [] });
    this.#left.abort();
    this.#cut.abort();
  }

  async #untilWorthTrying(tries: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(500 * 2 ** tries, 8000) * (0.75 + Math.random() / 2));
      const now = () => {
        clearTimeout(timer);
        resolve();
      };
      window.addEventListener("online", now, { once: true });
    });
  }

  #onBeat(): void {
    this.#sayCursor();
    this.#change({ others: follow(this.#standing.others, [], Date.now()) });
  }

  #sayCursor(): void {
    clearTimeout(this.#cursorTimer);
    this.#cursorTimer = undefined;
    const { phase, documentId } = this.#standing;
    if (phase !== "ON") return;
    const where = { pageId: this.#pageId, documentId, sessionId: this.#sessionId };
    // One that is lost is said anew with the next.
    collaboration.pushPresence({ ...where, ...this.#cursor }).catch(() => undefined);
  }

  readonly #keep = (): void => {
    clearTimeout(this.#keepTimer);
    this.#keepTimer = undefined;
    const { documentId, text } = this.#standing;
    if (!text) return;
    const behind = this.#sender.isBehind();
    const mine = () => ({ documentId, update: this.#sender.pending(), base: this.#base, mine: text.toString() });
    keepUnsent(this.#pageId, behind ? mine() : undefined);
  };

  #change(change: Partial<Standing>): void {
    this.#standing = { ...this.#standing, ...change };
    for (const listener of this.#listeners) listener();
  }
}
