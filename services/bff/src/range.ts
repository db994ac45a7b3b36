import type { ByteRange } from "@platform/kit";

/** Which part of a file of `size` bytes a Range header asks for; "none" where there is no such part. */
export function readRange(header: string | undefined, size: number): ByteRange | "none" | undefined {
  const [, from = "", to = ""] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  // What asks for several parts, or in another unit, is answered with the whole, as RFC 9110 allows.
  if (from === "" && to === "") return undefined;
  const first = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== "" && to !== "" && Number(to) < first) return undefined;
  return first < size && first <= last ? { first, last } : "none";
}
