import { type Ctx, keyRing, refuse } from "@platform/kit";
import { and, eq } from "drizzle-orm";
import { type Account, findAccount, findByEmail, hasSecondFactor } from "./accounts.ts";
import { recordAct } from "./audit.ts";
import { takeSecondFactor } from "./factors.ts";
import { createLockout } from "./lockout.ts";
import { passwordMatches } from "./passwords.ts";
import { placeOf } from "./places.ts";
import { freshen } from "./refresh.ts";
import { knownPlaces } from "./schema.ts";
import { hashSecret, randomSecret } from "./secrets.ts";
import { accessToken, type Credentials, openSession } from "./sessions.ts";

const challengeMs = 5 * 60_000;
const mostWrongCodes = 5;
const freeTries = { account: 5, address: 20 };

/** Either the person is in, or a second factor is asked for. */
export type LogIn = { credentials: Credentials } | { challengeId: string };

/**
 * Checks an address and a password. Whatever is wrong, one password is hashed and one answer given: neither words
 * nor time tell whether an account is there or kept waiting.
 */
export async function logIn(ctx: Ctx, email: string, password: string): Promise<LogIn> {
  const account = await findByEmail(ctx.db, email);
  const open = await tryIsOpen(ctx, account);
  const right = await passwordMatches(account?.passwordHash, password);
  if (!account || !right || !open) {
    await refuseTry(ctx, account);
    throw refuse.unauthenticated("CREDENTIALS_WRONG", "The address or the password is wrong.");
  }
  await clearTries(ctx, account);
  if (!account.emailConfirmed) {
    throw refuse.state("EMAIL_UNCONFIRMED", "The address is not confirmed yet; follow the link in the mail.");
  }
  if (!(await hasSecondFactor(ctx.db, account.id))) return { credentials: await openSession(ctx, account) };
  const challengeId = randomSecret();
  const challenge = JSON.stringify({ accountId: account.id, wrong: 0 });
  await ctx.kv.set(challengeKey(challengeId), challenge, { ttl: challengeMs });
  return { challengeId };
}

/** Answers a challenge with a second factor; five wrong codes close it. */
export async function completeLogIn(ctx: Ctx, challengeId: string, code: string): Promise<Credentials> {
  const key = challengeKey(challengeId);
  const stored = await ctx.kv.get(key);
  const closed = refuse.state("CHALLENGE_CLOSED", "Sign in anew with your password.");
  if (stored === undefined) throw closed;
  const { accountId, wrong } = JSON.parse(stored) as { accountId: string; wrong: number };
  // Counted before the code is looked at, so that guesses sent at once are all counted.
  const counted = JSON.stringify({ accountId, wrong: wrong + 1 });
  if (wrong >= mostWrongCodes || !(await ctx.kv.swap(key, stored, counted, { ttl: challengeMs }))) throw closed;
  await demandSecondFactor(ctx, accountId, code);
  await ctx.kv.delete(key);
  return openSession(ctx, await findAccount(ctx.db, accountId));
}

/** Proves again who the caller is; answers with a fresh access token of the same session. */
export async function reauthenticate(ctx: Ctx, password: string, code: string) {
  const account = await findAccount(ctx.db, ctx.person.id);
  const right = await passwordMatches(account.passwordHash, password);
  if (!right) {
    await recordAct(
      ctx.db,
      { ...actOf(ctx), action: "session.freshened", outcome: "PASSWORD_WRONG" },
      ctx.client,
      ctx.now(),
    );
    throw refuse.invalid({ password: "is wrong" }, "PASSWORD_WRONG");
  }
  if (await hasSecondFactor(ctx.db, account.id)) await demandSecondFactor(ctx, account.id, code);
  const now = ctx.now();
  await freshen(ctx.kv, ctx.person.sessionId, now);
  await ctx.tx((tx) => recordAct(tx, { ...actOf(ctx), action: "session.freshened" }, ctx.client, now));
  return accessToken(ctx, ctx.person.sessionId, account, now);
}

async function demandSecondFactor(ctx: Ctx, accountId: string, code: string): Promise<void> {
  const taken = await ctx.tx((tx) => takeSecondFactor(tx, keyRing(), accountId, code.trim(), ctx.now()));
  if (taken) return;
  const act = { accountId, actor: "", action: "second-factor.tried", outcome: "CODE_WRONG" };
  await ctx.tx((tx) => recordAct(tx, act, ctx.client, ctx.now()));
  throw refuse.invalid({ code: "is wrong, used, or too old" }, "CODE_WRONG");
}

function actOf(ctx: Ctx): { accountId: string; actor: string } {
  return { accountId: ctx.person.id, actor: ctx.person.id };
}

function challengeKey(challengeId: string): string {
  return `challenge:${hashSecret(challengeId)}`;
}

// A place where the owner was signed in before has a count of its own; all other places share one.
async function countedAs(ctx: Ctx, account: Account): Promise<string> {
  const place = placeOf(ctx.client.address);
  const [known] = await ctx.db
    .select()
    .from(knownPlaces)
    .where(and(eq(knownPlaces.accountId, account.id), eq(knownPlaces.place, place)));
  return `${account.id}:${known ? place : "elsewhere"}`;
}

const lockouts = (ctx: Ctx) => ({
  account: createLockout(ctx.kv, freeTries.account),
  address: createLockout(ctx.kv, freeTries.address),
});

async function tryIsOpen(ctx: Ctx, account: Account | undefined): Promise<boolean> {
  const { account: byAccount, address } = lockouts(ctx);
  const now = ctx.now();
  const accountOpen = !account || (await byAccount.isOpen(await countedAs(ctx, account), now));
  return accountOpen && (await address.isOpen(ctx.client.address, now));
}

async function refuseTry(ctx: Ctx, account: Account | undefined): Promise<void> {
  const { account: byAccount, address } = lockouts(ctx);
  const now = ctx.now();
  await address.fail(ctx.client.address, now);
  if (!account) return;
  await byAccount.fail(await countedAs(ctx, account), now);
  const act = { accountId: account.id, actor: "", action: "session.created", outcome: "CREDENTIALS_WRONG" };
  await ctx.tx((tx) => recordAct(tx, act, ctx.client, now));
}

async function clearTries(ctx: Ctx, account: Account): Promise<void> {
  await lockouts(ctx).account.forget(await countedAs(ctx, account));
}
