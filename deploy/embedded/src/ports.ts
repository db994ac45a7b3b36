import { createServer } from "node:net";
import { Sentence } from "./sentence.ts";

/** Ends the start with a sentence when a port is taken. */
export function demandFreePort(port: number, flag: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (cause: NodeJS.ErrnoException) => {
      const why = cause.code === "EADDRINUSE" ? "is taken by another program" : `cannot be used (${cause.code})`;
      reject(new Sentence(`Port ${port} ${why}. Choose another with ${flag}.`));
    });
    probe.listen(port, () => probe.close(() => resolve()));
  });
}
