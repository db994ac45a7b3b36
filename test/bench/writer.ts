import { Agent, type IncomingMessage, request } from "node:http";
import {
  CollaborationServiceDefinition,
  JoinPageRequest,
  JoinPageResponse,
  PushPresenceRequest,
  PushUpdateRequest,
} from "@platform/grpc/platform/knowledge/v1/collaboration_service.ts";
import { uuid7 } from "@platform/kit";
import * as Y from "yjs";

const agent = new Agent({ keepAlive: true });
// What a page waits so that keys pressed in a moment are sent together.
const gatherMs = 40;

/** Somebody who writes a page at a browser: the Connect protocol in binary, over HTTP/1.1 connections that stay open. */
export class Writer {
  readonly doc = new Y.Doc();
  readonly text = this.doc.getText("markdown");
  readonly #origin: string;
  readonly #token: string;
  readonly #where: { pageId: string; sessionId: string; documentId: string };
  #waiting: Uint8Array[] = [];
  #sending = false;
  #stream: IncomingMessage | undefined;

  constructor(origin: string, token: string, pageId: string) {
    this.#origin = origin;
    this.#token = token;
    this.#where = { pageId, sessionId: uuid7(), documentId: "" };
    this.doc.on("update", (update: Uint8Array, from: unknown) => {
      if (from === this) return;
      this.#waiting.push(update);
      if (!this.#sending) void this.#send();
    });
  }

  /** Joins; resolves with the document. */
  async join(): Promise<void> {
    const { pageId, sessionId } = this.#where;
    const body = JoinPageRequest.encode(JoinPageRequest.fromPartial({ pageId, sessionId })).finish();
    const head = Buffer.alloc(5);
    head.writeUInt32BE(body.length, 1);
    const stream = await this.#post("JoinPage", "application/connect+proto", Buffer.concat([head, body]));
    this.#stream = stream;
    await new Promise<void>((resolve, reject) => {
      let bytes: Buffer = Buffer.alloc(0);
      stream.on("data", (chunk: Buffer) => {
        bytes = Buffer.concat([bytes, chunk]);
        while (bytes.length >= 5 && bytes.length >= 5 + bytes.readUInt32BE(1)) {
          const end = 5 + bytes.readUInt32BE(1);
          if (bytes.readUInt8(0) !== 0) reject(new Error(bytes.toString("utf8", 5, end)));
          else this.#take(JoinPageResponse.decode(bytes.subarray(5, end)), resolve);
          bytes = bytes.subarray(end);
        }
      });
      stream.once("error", reject);
    });
  }

  leave(): void {
    this.#stream?.destroy();
  }

  /** Whether all that was typed is kept. */
  isSettled(): boolean {
    return !this.#sending && this.#waiting.length === 0;
  }

  async tellWhere(index: number): Promise<void> {
    const place = Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(this.text, index));
    const said = PushPresenceRequest.fromPartial({ ...this.#where, anchor: place, head: place });
    await this.#call("PushPresence", PushPresenceRequest.encode(said).finish());
  }

  #take({ happening }: JoinPageResponse, joined: () => void): void {
    if (happening?.$case === "joined") {
      this.#where.documentId = happening.value.documentId;
      Y.applyUpdate(this.doc, happening.value.update, this);
      joined();
    } else if (happening?.$case === "changed" && happening.value.update.length > 0) {
      Y.applyUpdate(this.doc, happening.value.update, this);
    }
  }

  async #send(): Promise<void> {
    this.#sending = true;
    while (this.#waiting.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, gatherMs));
      const update = Y.mergeUpdates(this.#waiting.splice(0));
      const pushed = PushUpdateRequest.fromPartial({ ...this.#where, update });
      await this.#call("PushUpdate", PushUpdateRequest.encode(pushed).finish());
    }
    this.#sending = false;
  }

  async #call(method: string, body: Uint8Array): Promise<void> {
    const answer = await this.#post(method, "application/proto", Buffer.from(body));
    let text = "";
    for await (const chunk of answer) text += chunk;
    if (answer.statusCode !== 200) throw new Error(`${method}: ${answer.statusCode} ${text}`);
  }

  #post(method: string, contentType: string, body: Buffer): Promise<IncomingMessage> {
    const headers = {
      "content-type": contentType,
      "content-length": body.length,
      "connect-protocol-version": "1",
      authorization: `Bearer ${this.#token}`,
    };
    const path = `/${CollaborationServiceDefinition.fullName}/${method}`;
    return new Promise((resolve, reject) => {
      const sent = request(new URL(path, this.#origin), { method: "POST", agent, headers }, resolve);
      sent.once("error", reject);
      sent.end(body);
    });
  }
}
