import { type Ctx, keyRing } from "@platform/kit";
import { resealTotps } from "./factors.ts";
import { rotateKeys } from "./signing-keys.ts";

/** Sees to it that there is a key to sign with, and that none grows old. */
export async function keepSigningKeys(ctx: Ctx): Promise<void> {
  await ctx.tx((tx) => rotateKeys(tx, keyRing(), ctx.now()));
}

/** Sees to it that an old sealing key can be taken out of the environment after a day. */
export async function keepSealed(ctx: Ctx): Promise<void> {
  await ctx.tx((tx) => resealTotps(tx, keyRing()));
}
