import { Refusal } from "@platform/kit";
import type { Change } from "../report.ts";

/** Why something of a file is no question that can be asked here. */
export class Unusable extends Error {
  readonly reason: string;

  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** What is read, or why it cannot be asked; every other error is one of ours. */
export async function usable<T>(read: () => T | Promise<T>): Promise<T | { refused: Change }> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    return { refused: { reason: error.reason, message: error.message } };
  }
}

const hostile = new Set(["XML_HOSTILE", "ARCHIVE_TOO_LARGE"]);

/**
 * Why a piece of a package cannot be taken. A package that holds what is meant to harm is refused whole, and so is what
 * goes wrong on our side: such errors are thrown on.
 */
export function whyUnusable(error: unknown): Change {
  const mistake = error instanceof Unusable || (error instanceof Refusal && !hostile.has(error.reason));
  if (!mistake) throw error;
  return { reason: error.reason, message: error.message };
}
