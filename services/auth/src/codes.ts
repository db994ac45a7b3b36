import { refuse, type Tx } from "@platform/kit";
import { and, eq, gt, isNull } from "drizzle-orm";
import { mailedCodes } from "./schema.ts";
import { hashSecret, randomSecret } from "./secrets.ts";

type Purpose = (typeof mailedCodes.$inferSelect)["purpose"];

const hour = 3600_000;
const lifetimes: Record<Purpose, number> = { "confirm-email": 24 * hour, "reset-password": hour };

/** Makes a code to be mailed; those made before for the same purpose end. */
export async function makeCode(tx: Tx, accountId: string, purpose: Purpose, now: Date): Promise<string> {
  await tx.delete(mailedCodes).where(and(eq(mailedCodes.accountId, accountId), eq(mailedCodes.purpose, purpose)));
  const code = randomSecret();
  const expireTime = new Date(now.getTime() + lifetimes[purpose]);
  await tx.insert(mailedCodes).values({ hash: hashSecret(code), accountId, purpose, expireTime });
  return code;
}

/** Uses a code up; answers with its account. */
export async function takeCode(tx: Tx, code: string, purpose: Purpose, now: Date): Promise<string> {
  const [row] = await tx
    .update(mailedCodes)
    .set({ useTime: now })
    .where(and(matches(code, purpose), isNull(mailedCodes.useTime), gt(mailedCodes.expireTime, now)))
    .returning({ accountId: mailedCodes.accountId });
  if (!row) throw refuse.invalid({ token: "is wrong, used, or too old" }, "TOKEN_INVALID");
  return row.accountId;
}

/** The account of a code that was used before; undefined where there is none. */
export async function usedCode(tx: Tx, code: string, purpose: Purpose): Promise<string | undefined> {
  const [row] = await tx.select().from(mailedCodes).where(matches(code, purpose));
  return row?.useTime ? row.accountId : undefined;
}

function matches(code: string, purpose: Purpose) {
  return and(eq(mailedCodes.hash, hashSecret(code)), eq(mailedCodes.purpose, purpose));
}
