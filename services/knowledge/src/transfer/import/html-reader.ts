import { Refusal } from "@platform/kit";
import { GaveUp, Thread } from "@platform/kit/threads";
import type { ReadHtml } from "./html.ts";

// A book of a megabyte takes a second and a half; as much of nothing but short paragraphs took twelve.
const limits = { ms: 10_000, heapMegabytes: 512 };

/** Reads the HTML of an import in a thread of its own, since a page of a megabyte was seen to take up to 24 seconds. */
export class HtmlReader {
  readonly #thread = new Thread<string, ReadHtml | undefined>(
    new URL("./html-page.thread.ts", import.meta.url),
    limits,
  );
  readonly #signal: AbortSignal;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** A refusal says why a text cannot be a page. */
  async read(html: string): Promise<ReadHtml> {
    try {
      const read = await this.#thread.ask(html, this.#signal);
      if (!read) throw new Refusal("state", "HTML_TOO_DEEP", "The HTML is nested too deep.");
      return read;
    } catch (error) {
      if (!(error instanceof GaveUp)) throw error;
      throw new Refusal("state", "HTML_TOO_COMPLEX", `The HTML was given up. ${error.message}`);
    }
  }

  close(): Promise<void> {
    return this.#thread.close();
  }
}
