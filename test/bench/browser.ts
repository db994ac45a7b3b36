/** Somebody at a browser, signed in. */
export interface Browser {
  call<Answer>(method: string, body: unknown): Promise<Answer>;
  put(url: string, bytes: Buffer): Promise<void>;
  /** The last message of a server stream. */
  last<Answer>(method: string, body: unknown): Promise<Answer>;
}

/** Signs in over the web port; `method` is what follows `/platform.`. */
export async function signIn(origin: string, email: string, password: string): Promise<Browser> {
  let cookie = "";
  async function send(method: string, contentType: string, body: Buffer): Promise<Response> {
    const headers = { "content-type": contentType, origin, "sec-fetch-site": "same-origin", cookie };
    const answer = await fetch(`${origin}/platform.${method}`, { method: "POST", headers, body });
    if (!answer.ok) throw new Error(`${method}: ${answer.status} ${await answer.text()}`);
    return answer;
  }
  async function call<Answer>(method: string, body: unknown): Promise<Answer> {
    const answer = await send(method, "application/json", Buffer.from(JSON.stringify(body)));
    cookie ||= answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    return (await answer.json()) as Answer;
  }
  await call("bff.v1.BrowserSessionService/LogIn", { email, password });
  return {
    call,
    async put(url, bytes) {
      const answer = await fetch(origin + url, { method: "PUT", body: bytes });
      if (!answer.ok) throw new Error(`PUT ${url}: ${answer.status}`);
    },
    async last<Answer>(method: string, body: unknown) {
      const message = Buffer.from(JSON.stringify(body));
      const head = Buffer.alloc(5);
      head.writeUInt32BE(message.length, 1);
      const answer = await send(method, "application/connect+json", Buffer.concat([head, message]));
      const bytes = Buffer.from(await answer.arrayBuffer());
      let newest: string | undefined;
      for (let at = 0; at < bytes.length; ) {
        const end = at + 5 + bytes.readUInt32BE(at + 1);
        const text = bytes.toString("utf8", at + 5, end);
        if (bytes.readUInt8(at) === 0) newest = text;
        else if (text.includes('"error"')) throw new Error(`${method}: ${text}`);
        at = end;
      }
      return JSON.parse(newest ?? "null") as Answer;
    },
  };
}
