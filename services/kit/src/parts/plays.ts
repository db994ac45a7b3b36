import { createHash, randomBytes } from "node:crypto";
import type { KeyValue } from "./key-value.ts";

/** The path under which the bff plays packages, on an origin of their own. */
export const playPath = "/p/";

/** What one launch of a package may read. */
export interface Play {
  /** Where its files are among the blobs. */
  folder: string;
  /** The address of its first file in the package, as it stands in a URL. */
  entry: string;
}

const playMs = 12 * 3600_000;

/** Launches of packages: each has an unguessable address, which ends by itself, and of which a hash alone is kept. */
export function createPlays(kv: KeyValue) {
  const entry = (id: string) => `play:${id}`;

  return {
    /** Opens an address for a launch; it is ended by its id, which does not lead to it. */
    async open(play: Play): Promise<{ token: string; id: string; expires: Date }> {
      const token = randomBytes(32).toString("base64url");
      const id = hash(token);
      // A restart must not end the lesson of somebody who is in the middle of it.
      await kv.set(entry(id), JSON.stringify(play), { ttl: playMs, durable: true });
      return { token, id, expires: new Date(Date.now() + playMs) };
    },
    /** What a token opens; undefined where it is none, or over. */
    async read(token: string): Promise<Play | undefined> {
      const stored = /^[A-Za-z0-9_-]{43}$/.test(token) ? await kv.get(entry(hash(token))) : undefined;
      return stored === undefined ? undefined : (JSON.parse(stored) as Play);
    },
    /** Ends an address at once. */
    end: (id: string) => kv.delete(entry(id)),
  };
}

/** The blob of a file of a package: names there are any people may give, and keys are not. */
export function playFileKey(folder: string, path: string): string {
  return `${folder}/${hash(path)}`;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
