import type { Presence } from "@platform/connect/platform/knowledge/v1/collaboration_service_pb.ts";
import * as Y from "yjs";

/** Somebody else who writes in the document. */
export interface Other {
  sessionId: string;
  accountId: string;
  name: string;
  /** Where their selection begins, and where their caret is; undefined while they are not in the text. */
  anchor: Y.RelativePosition | undefined;
  head: Y.RelativePosition | undefined;
  /** When they were heard of last. */
  heard: number;
}

const staleMs = 40_000;

/** Those who are there, after some of them moved, came or left. */
export function follow(others: readonly Other[], presences: readonly Presence[], now: number): Other[] {
  const bySession = new Map(others.map((other) => [other.sessionId, other]));
  for (const { sessionId, person, anchor, head, left } of presences) {
    bySession.delete(sessionId);
    if (left) continue;
    const place = { anchor: decode(anchor), head: decode(head) };
    const who = { accountId: person?.accountId ?? "", name: person?.name ?? "" };
    bySession.set(sessionId, { sessionId, ...who, ...place, heard: now });
  }
  return [...bySession.values()].filter(({ heard }) => now - heard < staleMs);
}

function decode(bytes: Uint8Array): Y.RelativePosition | undefined {
  try {
    return bytes.length > 0 ? Y.decodeRelativePosition(bytes) : undefined;
  } catch {
    // Somebody else's tab may send whatever it likes.
    return undefined;
  }
}

/** Each person once, however many tabs they have. */
export function peopleAmong(others: readonly Other[]): Pick<Other, "accountId" | "name">[] {
  return [...new Map(others.map(({ accountId, name }) => [accountId, { accountId, name }])).values()];
}
