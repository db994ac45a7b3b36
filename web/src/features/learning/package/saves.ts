/** What a save came to: kept, to be tried again, or never to be. */
export type Outcome = "kept" | "again" | "never";

interface Options {
  /** Sends all that was said, as the so-manyeth word since the package was opened. */
  send(values: Record<string, string>, sequence: number): Promise<Outcome>;
  /** Hears whether all that was said is kept. */
  onKept(kept: boolean): void;
  everyMs?: number;
  retryMs?: number;
}

/** Sends what a package says: at once, then at most once in a while and one at a time, the newest alone. */
export function openSaves({ send, onKept, everyMs = 900, retryMs = 3000 }: Options) {
  let waiting: Record<string, string> | undefined;
  let sent = "";
  let sequence = 0;
  let under: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;

  async function run(): Promise<void> {
    const values = waiting;
    if (!values || over) return;
    waiting = undefined;
    sequence++;
    const outcome = await send(values, sequence).catch((): Outcome => "again");
    if (outcome === "again") waiting ??= values;
    if (outcome === "never") over = true;
    onKept(waiting === undefined && !over);
    // What was said meanwhile waits a moment, so that a package that speaks all the time is heard now and then.
    timer = setTimeout(begin, outcome === "again" ? retryMs : everyMs);
  }

  function begin(): void {
    timer = undefined;
    if (!waiting || over) return;
    under = run().finally(() => {
      under = undefined;
    });
  }

  return {
    /** Takes all that the package has said. */
    say(values: Record<string, string>): void {
      const text = JSON.stringify(values);
      if (over || text === sent) return;
      sent = text;
      waiting = values;
      onKept(false);
      if (!under && timer === undefined) begin();
    },
    /** Sends what waits without waiting any longer; resolves once it was tried. */
    async flush(): Promise<void> {
      await under;
      clearTimeout(timer);
      begin();
      await under;
    },
    /** Sends what waits beside what is under way, since the page may be gone in a moment. */
    hurry(): void {
      if (waiting) void run();
    },
  };
}
