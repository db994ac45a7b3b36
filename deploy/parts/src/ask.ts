import { once } from "node:events";
import { connect } from "node:net";

const patienceMs = 1000;

/** What a server on the loopback says first after some bytes were sent to it. */
export async function ask(port: number, words = ""): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  try {
    const signal = AbortSignal.timeout(patienceMs);
    await once(socket, "connect", { signal });
    socket.write(words);
    const [answer] = (await once(socket, "data", { signal })) as [Buffer];
    return answer.toString();
  } finally {
    socket.destroy();
  }
}

/** Fails unless the answer to a GET is a success. */
export async function demandSuccess(url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`${url} answers with ${response.status}`);
}
