/** Work that is done again and again until it is stopped. */
export interface Loop {
  /** Says that there may be work now; a call while work is under way makes it look once more. */
  wake(): void;
  /** Resolves once the work at hand is done. */
  stop(): Promise<void>;
}

interface LoopOptions {
  /** Milliseconds after which it looks for work unasked. */
  everyMs: number;
  /** Milliseconds of rest after an error. */
  retryMs: number;
  onError(error: unknown): void;
}

/** Runs `step` until it answers false (nothing left to do), then rests until it is woken or time has passed. */
export function createLoop({ everyMs, retryMs, onError }: LoopOptions, step: () => Promise<boolean>): Loop {
  let stopped = false;
  let asked = false;
  let rouse: () => void = () => undefined;

  function rest(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async function run(): Promise<void> {
    while (!stopped) {
      asked = false;
      try {
        const more = await step();
        if (!more && !asked && !stopped) await rest(everyMs);
      } catch (error) {
        onError(error);
        if (!stopped) await rest(retryMs);
      }
    }
  }

  const running = run();
  return {
    wake() {
      asked = true;
      rouse();
    },
    async stop() {
      stopped = true;
      rouse();
      await running;
    },
  };
}
