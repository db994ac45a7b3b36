import { ChangeSet, Text } from "@codemirror/state";

/**
 * What a text becomes that was changed by oneself and by others since both had `base`: what others changed, with what
 * one changed oneself put where it belongs.
 */
export function rebase(base: string, mine: string, theirs: string): string {
  const change = (to: string) => ChangeSet.of(difference(base, to), base.length, "\n");
  return change(mine)
    .map(change(theirs))
    .apply(Text.of(theirs.split("\n")))
    .toString();
}

/** The one stretch of a text that makes another of it when it is replaced. */
export function difference(before: string, after: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) };
}
