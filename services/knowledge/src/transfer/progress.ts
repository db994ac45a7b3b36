import { setImmediate as othersFirst } from "node:timers/promises";
import type { Ctx } from "@platform/kit";
import { tellProgress } from "./jobs.ts";

const tellEveryMs = 250;

/** How far a job is, told a few times a second; learns on the way that it was cancelled. */
export class Progress {
  done = 0;
  total = 0;
  readonly #ctx: Ctx;
  readonly #id: string;
  readonly #cancelled = new AbortController();
  readonly signal: AbortSignal;
  #told = 0;

  constructor(ctx: Ctx, id: string) {
    this.#ctx = ctx;
    this.#id = id;
    this.signal = AbortSignal.any([ctx.signal, this.#cancelled.signal]);
  }

  get cancelled(): boolean {
    return this.#cancelled.signal.aborted;
  }

  /** Says that so many more are through. Lets others work meanwhile, and throws where the job is to stop. */
  async step(count = 1): Promise<void> {
    this.done += count;
    if (Date.now() - this.#told > tellEveryMs) await this.tell();
    await othersFirst();
    this.signal.throwIfAborted();
  }

  async tell(): Promise<void> {
    this.#told = Date.now();
    if (!(await tellProgress(this.#ctx, this.#id, this.done, this.total))) {
      this.#cancelled.abort(new Error("the job was cancelled"));
    }
  }
}
