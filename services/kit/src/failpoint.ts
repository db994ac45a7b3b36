const [armed, skip = "0"] = (process.env.PLATFORM_FAILPOINT ?? "").split(":");
let passes = 0;

/** Where a kill test may stop the process, dead at once. */
export type Failpoint = "tx.after-commit" | "relay.after-send" | "consumer.before-commit" | "consumer.after-commit";

/** Kills the process when PLATFORM_FAILPOINT=<name>[:<passes to let through>] arms this point. */
export function failpoint(name: Failpoint): void {
  if (name === armed && passes++ >= Number(skip)) process.kill(process.pid, "SIGKILL");
}
