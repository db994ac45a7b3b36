import { type Refusal, refuse } from "../refusal.ts";
import { shown } from "./names.ts";

/** How much an archive may hold. */
export interface Limits {
  entries: number;
  /** Bytes that are uploaded. */
  packed: number;
  /** Bytes once unpacked, all files together. */
  unpacked: number;
  /** Bytes of one file. */
  file: number;
  /** How many times larger than the upload it may become, once it is past `ratioFrom` bytes. */
  ratio: number;
  ratioFrom: number;
}

const MiB = 1024 * 1024;

/** What holds where nothing else is said. */
export const standardLimits: Limits = {
  entries: 20_000,
  packed: 1024 * MiB,
  unpacked: 1024 * MiB,
  file: 256 * MiB,
  ratio: 200,
  ratioFrom: 64 * MiB,
};

/** Counts what comes out of an archive, and refuses as soon as it is too much. */
export interface Meter {
  entry(): void;
  /** Counts bytes of a file that has `sizeSoFar` of them. */
  bytes(path: string, count: number, sizeSoFar: number): void;
}

/** Starts to count the unpacking of `packed` bytes. */
export function startMeter(limits: Limits, packed: number): Meter {
  let entries = 0;
  let total = 0;
  return {
    entry() {
      entries++;
      if (entries > limits.entries) throw tooLarge(`The archive holds more than ${limits.entries} entries.`);
    },
    bytes(path, count, sizeSoFar) {
      total += count;
      if (sizeSoFar > limits.file) throw tooLarge(`${shown(path)} is larger than ${size(limits.file)}.`);
      if (total > limits.unpacked) {
        throw tooLarge(`The archive unpacks to more than ${size(limits.unpacked)}; ${shown(path)} is one too many.`);
      }
      if (total > limits.ratioFrom && total > packed * limits.ratio) {
        throw refuse.state(
          "ARCHIVE_HOSTILE",
          `The archive unpacks to more than ${limits.ratio} times its size, in ${shown(path)}; that is a bomb.`,
        );
      }
    },
  };
}

/** A refusal of what is too large. */
export function tooLarge(message: string): Refusal {
  return refuse.state("ARCHIVE_TOO_LARGE", message);
}

function size(bytes: number): string {
  return bytes >= MiB ? `${Math.round(bytes / MiB)} MiB` : `${bytes} bytes`;
}
