export function bundle(entryPoints: Record<string, string>, outdir: string): Promise<void>;
export function buildIfStale(): Promise<void>;
export function buildProcesses(): Promise<void>;

/** The packages that a service takes along as they are. */
export const external: readonly string[];
