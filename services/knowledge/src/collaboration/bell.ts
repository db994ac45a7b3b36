/** Rung by whatever happens, and waited for by one. */
export function createBell(signal: AbortSignal) {
  let rung = false;
  let wake: () => void = () => undefined;
  signal.addEventListener("abort", () => wake(), { once: true });
  return {
    ring(): void {
      rung = true;
      wake();
    },
    /** Resolves once it was rung since the last time, after some time anyway, and at the end of the signal. */
    async wait(ms: number): Promise<void> {
      if (!rung && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rung = false;
    },
  };
}

export type Bell = ReturnType<typeof createBell>;
