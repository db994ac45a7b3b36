import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A line to a server that can be cut in the worst way: what is asked arrives, and the answer never does. */
export interface CutLine {
  port: number;
  swallowAnswers(swallow: boolean): void;
  close(): Promise<void>;
}

/** Opens a line; where it leads may be said later, since a server may want to know the line's own port. */
export async function openCutLine(target: () => number): Promise<CutLine> {
  let swallow = false;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const broker = connect(target(), "127.0.0.1");
    for (const socket of [client, broker]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => {
        sockets.delete(socket);
        client.destroy();
        broker.destroy();
      });
    }
    client.pipe(broker);
    broker.on("data", (answer) => {
      if (swallow) client.destroy();
      else client.write(answer);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    swallowAnswers(on) {
      swallow = on;
    },
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}
