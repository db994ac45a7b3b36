import type { Ctx } from "@platform/kit";
import { isNotNull } from "drizzle-orm";
import { profiles } from "./schema.ts";

const youngMs = 3600_000;

/** Removes pictures that no profile names: those of erased people, and of changes that were cut short. */
export async function sweepAvatars(ctx: Ctx): Promise<void> {
  const rows = await ctx.db.select({ avatar: profiles.avatar }).from(profiles).where(isNotNull(profiles.avatar));
  const named = new Set(rows.map((row) => row.avatar));
  for await (const { key, time } of ctx.blobs.list("avatars/")) {
    const folder = key.slice(0, key.lastIndexOf("/"));
    if (!named.has(folder) && ctx.now().getTime() - time.getTime() > youngMs) await ctx.blobs.delete(key);
  }
}
