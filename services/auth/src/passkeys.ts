import { type Ctx, type Database, refuse, type Tx } from "@platform/kit";
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { and, desc, eq } from "drizzle-orm";
import { announce, findAccount } from "./accounts.ts";
import { passkeys } from "./schema.ts";
import { hashSecret, randomSecret } from "./secrets.ts";
import { type Credentials, openSession } from "./sessions.ts";

export type Passkey = typeof passkeys.$inferSelect;

const challengeMs = 5 * 60_000;
const mostPasskeys = 20;

/** What a browser is asked: the options as it wants them, and the id under which they are remembered. */
export interface PasskeyChallenge {
  challengeId: string;
  optionsJson: string;
}

export function listPasskeys(db: Database, accountId: string): Promise<Passkey[]> {
  return db.select().from(passkeys).where(eq(passkeys.accountId, accountId)).orderBy(desc(passkeys.createTime));
}

/** Starts adding a passkey to the caller's account. */
export async function beginRegistration(ctx: Ctx): Promise<PasskeyChallenge> {
  const account = await findAccount(ctx.db, ctx.person.id);
  const known = await listPasskeys(ctx.db, account.id);
  if (known.length >= mostPasskeys) throw refuse.state("PASSKEYS_FULL", "Take a passkey away first.");
  const options = await generateRegistrationOptions({
    rpName: "Platform",
    rpID: site(ctx).hostname,
    userID: new Uint8Array(Buffer.from(account.id)),
    userName: account.email,
    userDisplayName: account.name,
    excludeCredentials: known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  return remember(ctx, account.id, options.challenge, options);
}

/** Adds the passkey that the browser made. */
export async function completeRegistration(
  ctx: Ctx,
  challengeId: string,
  responseJson: string,
  name: string,
): Promise<Passkey> {
  const challenge = await recall(ctx, challengeId, ctx.person.id);
  const { origin, hostname } = site(ctx);
  const verified = await orWrong(async () =>
    verifyRegistrationResponse({
      response: JSON.parse(responseJson) as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: hostname,
    }),
  );
  if (!verified.verified) throw wrong(undefined);
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  const { id: accountId } = ctx.person;
  return ctx.tx(async (tx) => {
    const row = { id, accountId, name, publicKey: Buffer.from(publicKey).toString("base64url"), counter };
    const [made] = await tx
      .insert(passkeys)
      .values({ ...row, createTime: ctx.now() })
      .onConflictDoNothing()
      .returning();
    if (!made) throw refuse.exists("PASSKEY_KNOWN", "This passkey is there already.");
    await announce(tx, { accountId, actor: accountId, action: "passkey.added" }, ctx.client, ctx.now());
    return made;
  });
}

/** Takes a passkey of the account away; answers whether it was there. */
export async function deletePasskey(tx: Tx, accountId: string, id: string): Promise<boolean> {
  const gone = await tx
    .delete(passkeys)
    .where(and(eq(passkeys.accountId, accountId), eq(passkeys.id, id)))
    .returning();
  return gone.length > 0;
}

/** Starts a log-in without an address: the passkey says who it is. */
export async function beginPasskeyLogIn(ctx: Ctx): Promise<PasskeyChallenge> {
  const options = await generateAuthenticationOptions({ rpID: site(ctx).hostname, userVerification: "required" });
  return remember(ctx, "", options.challenge, options);
}

/** Signs in with what the passkey answered; it counts as both factors, since the device asked for one of its own. */
export async function completePasskeyLogIn(ctx: Ctx, challengeId: string, responseJson: string): Promise<Credentials> {
  const challenge = await recall(ctx, challengeId, "");
  const response = await orWrong(async () => JSON.parse(responseJson) as AuthenticationResponseJSON);
  const [passkey] = await ctx.db
    .select()
    .from(passkeys)
    .where(eq(passkeys.id, String(response?.id)));
  if (!passkey) throw wrong(undefined);
  const { origin, hostname } = site(ctx);
  const { verified, authenticationInfo } = await orWrong(() =>
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: hostname,
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, "base64url")),
        counter: passkey.counter,
      },
    }),
  );
  if (!verified) throw wrong(undefined);
  const use = { counter: authenticationInfo.newCounter, lastUseTime: ctx.now() };
  await ctx.tx((tx) => tx.update(passkeys).set(use).where(eq(passkeys.id, passkey.id)));
  return openSession(ctx, await findAccount(ctx.db, passkey.accountId));
}

async function remember(ctx: Ctx, accountId: string, challenge: string, options: unknown): Promise<PasskeyChallenge> {
  const challengeId = randomSecret();
  await ctx.kv.set(challengeKey(challengeId), `${accountId} ${challenge}`, { ttl: challengeMs });
  return { challengeId, optionsJson: JSON.stringify(options) };
}

/** The challenge, once: whoever comes second with it is refused. */
async function recall(ctx: Ctx, challengeId: string, accountId: string): Promise<string> {
  const key = challengeKey(challengeId);
  const stored = await ctx.kv.get(key);
  const [owner, challenge] = stored?.split(" ") ?? [];
  const mine = stored !== undefined && owner === accountId && (await ctx.kv.swap(key, stored, "", { ttl: 1000 }));
  if (!mine || !challenge) throw refuse.state("CHALLENGE_CLOSED", "That took too long; try again.");
  return challenge;
}

function challengeKey(challengeId: string): string {
  return `passkey:${hashSecret(challengeId)}`;
}

// The library throws plain errors on whatever a client sends.
async function orWrong<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw wrong(cause);
  }
}

function wrong(cause: unknown) {
  return Object.assign(refuse.invalid({ response_json: "is not the answer of this passkey" }, "PASSKEY_WRONG"), {
    cause,
  });
}

function site(ctx: Ctx): URL {
  return new URL(ctx.publicUrl);
}
