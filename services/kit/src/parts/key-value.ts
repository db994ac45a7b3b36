/** How an entry is kept. */
export interface Keep {
  /** Milliseconds until it is gone. */
  ttl: number;
  /** Whether it must survive a restart; the call then answers only once it would. */
  durable?: boolean;
}

/** A limit that refills steadily and lets `burst` through at once. */
export interface Limit {
  perMinute: number;
  burst: number;
}

/** Short-lived shared state. Each call is atomic among all processes that share the store. */
export interface KeyValue {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, keep: Keep): Promise<void>;
  /** Sets a key only if it is absent; answers whether it did. */
  add(key: string, value: string, keep: Keep): Promise<boolean>;
  /** Sets a key only if it still has the value `expected`; answers whether it did. */
  swap(key: string, expected: string, value: string, keep: Keep): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** Takes one from a limit; when none is left it says after how many milliseconds one will be. */
  take(key: string, limit: Limit): Promise<{ allowed: boolean; retryAfterMs: number }>;
  close(): Promise<void>;
}
