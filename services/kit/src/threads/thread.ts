import { Worker } from "node:worker_threads";
import type { Reply } from "./answer.ts";

/** A question was given up: it took more time, memory or stack than it may. */
export class GaveUp extends Error {
  override readonly name = "GaveUp";
}

/** What a question may take. */
export interface ThreadLimits {
  ms: number;
  heapMegabytes: number;
}

/**
 * A thread that answers questions which could keep everybody else waiting, one at a time. It starts with the first
 * question, and anew after one that was given up. Its module is named `*.thread.ts`, by which the build brings it along.
 */
export class Thread<Question, Answer> {
  readonly #module: URL;
  readonly #limits: ThreadLimits;
  #worker: Worker | undefined;
  #before: Promise<unknown> = Promise.resolve();

  constructor(module: URL, limits: ThreadLimits) {
    this.#module = module;
    this.#limits = limits;
  }

  /** Throws GaveUp where the limits are reached, and the reason of the signal where that is first. */
  ask(question: Question, signal: AbortSignal): Promise<Answer> {
    const asked = this.#before.then(() => this.#ask(question, signal));
    this.#before = asked.catch(() => undefined);
    return asked;
  }

  /** Ends the thread; a question that is under way is not answered. */
  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  async #ask(question: Question, signal: AbortSignal): Promise<Answer> {
    signal.throwIfAborted();
    this.#worker ??= start(this.#module, this.#limits);
    try {
      const reply = await replyOf<Question, Answer>(this.#worker, question, this.#limits.ms, signal);
      if ("answer" in reply) return reply.answer;
      throw reply.tooDeep ? new GaveUp("The stack was too small.") : new Error(reply.error);
    } catch (error) {
      await this.close();
      throw error;
    }
  }
}

function replyOf<Question, Answer>(
  worker: Worker,
  question: Question,
  ms: number,
  signal: AbortSignal,
): Promise<Reply<Answer>> {
  return new Promise<Reply<Answer>>((resolve, reject) => {
    const late = setTimeout(() => end(() => reject(new GaveUp(`It took longer than ${ms} ms.`))), ms);
    const heard = (reply: Reply<Answer>) => end(() => resolve(reply));
    const stop = () => end(() => reject(signal.reason));
    const failed = (error: Error & { code?: string }) =>
      end(() => reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? new GaveUp("The memory was too small.") : error));
    const ended = () => end(() => reject(new Error("The thread ended.")));
    function end(settle: () => void) {
      clearTimeout(late);
      signal.removeEventListener("abort", stop);
      worker.off("message", heard).off("error", failed).off("exit", ended);
      settle();
    }
    worker.on("message", heard).on("error", failed).on("exit", ended);
    signal.addEventListener("abort", stop);
    worker.postMessage(question);
  });
}

function start(module: URL, { heapMegabytes }: ThreadLimits): Worker {
  const resourceLimits = { maxOldGenerationSizeMb: heapMegabytes };
  const built = !import.meta.url.endsWith(".ts");
  const worker = built
    ? new Worker(new URL(module.href.replace(/\.ts$/, ".js")), { resourceLimits })
    : new Worker(fromSource(module), { eval: true, resourceLimits });
  // It must not keep a process alive that has nothing else to do.
  worker.unref();
  // Whoever waits hears of it; what a thread that is being ended still throws concerns nobody.
  worker.on("error", () => undefined);
  return worker;
}

/** The program of a thread where nothing was built: threads do not read TypeScript because their process does. */
function fromSource(module: URL): string {
  const tsx = import.meta.resolve("tsx/esm/api");
  return `import("${tsx}").then(({ register }) => (register(), import("${module.href}")))`;
}
