import { createConnection, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { startRecorder } from "./recorder.ts";
import { startEdge } from "./run.ts";

/** An Envoy to be attacked, with little patience, and what shows what got through. */
export async function startTarget() {
  const recorder = await startRecorder();
  const edge = await startEdge({
    ...recorder.behind,
    accessLog: false,
    patience: { headers: 500, idle: 8000, file: 1500 },
  });
  const sockets = new Set<Socket>();

  function open(): Socket {
    const [host, port] = edge.public.split(":");
    const socket = createConnection(Number(port), host);
    socket.on("error", () => undefined);
    sockets.add(socket);
    return socket;
  }

  /** Everything that is answered to these bytes until nothing more comes. */
  async function raw(text: string): Promise<string> {
    const socket = open();
    let answer = "";
    socket.on("data", (bytes: Buffer) => {
      answer += bytes.toString("latin1");
    });
    socket.write(Buffer.from(text, "latin1"));
    let before = -1;
    for (
      let waited = 0;
      waited < 1000 && !socket.closed && (answer === "" || before !== answer.length);
      waited += 100
    ) {
      before = answer.length;
      await sleep(100);
    }
    return answer;
  }

  return {
    origin: `http://${edge.public}`,
    count: edge.count,
    taken: () => recorder.take(),
    open,
    raw,
    get: (path: string, headers = "") => raw(`GET ${path} HTTP/1.1\r\nhost: edge\r\n${headers}\r\n`),
    /** Ends what a test left open; whatever was tried, the next request is served as ever. */
    async serves(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      const answer = await fetch(`http://${edge.public}/after`);
      expect([answer.status, await answer.text()]).toEqual([200, "seen"]);
      expect(recorder.take().filter(({ path }) => path === "/after")).toHaveLength(1);
    },
    async stop(): Promise<void> {
      await edge.stop();
      await recorder.stop();
    },
  };
}

/** The status of an answer as it came over the wire. */
export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
}
