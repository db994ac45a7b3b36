import { Role } from "@platform/grpc/platform/auth/v1/auth.ts";
import {
  AccountErased,
  AccountRegistered,
  EmailConfirmationRequested,
  EmailConfirmed,
  PasswordResetRequested,
  RegistrationRepeated,
  RolesChanged,
  SecurityActed,
} from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { type Database, emit, type RoleName, refuse, type Tx, uuid7 } from "@platform/kit";
import { and, arrayContains, desc, eq, ilike, lt, or, sql } from "drizzle-orm";
import { type Origin, recordAct } from "./audit.ts";
import { makeCode, takeCode, usedCode } from "./codes.ts";
import { deviceOf, placeOf } from "./places.ts";
import { accounts, auditEvents, totps } from "./schema.ts";

export type Account = typeof accounts.$inferSelect;

/** An address as it is compared. */
export function emailKey(email: string): string {
  return email.trim().normalize("NFC").toLowerCase();
}

export async function findAccount(db: Database, id: string): Promise<Account> {
  const [account] = await db.select().from(accounts).where(eq(accounts.id, id));
  if (!account) throw refuse.unauthenticated("ACCOUNT_GONE", "The account is gone.");
  return account;
}

export async function findByEmail(db: Database, email: string): Promise<Account | undefined> {
  const [account] = await db
    .select()
    .from(accounts)
    .where(eq(accounts.emailKey, emailKey(email)));
  return account;
}

/** Whether log-in asks the account for a second factor. */
export async function hasSecondFactor(db: Database, accountId: string): Promise<boolean> {
  const [row] = await db.select({ confirmed: totps.confirmed }).from(totps).where(eq(totps.accountId, accountId));
  return row?.confirmed ?? false;
}

export interface Newcomer {
  email: string;
  name: string;
  language: "RU" | "EN";
  passwordHash: string;
}

/** Makes an account and asks for its address to be confirmed; an address that is taken is told of by mail alone. */
export async function register(tx: Tx, newcomer: Newcomer, origin: Origin, now: Date): Promise<void> {
  const id = uuid7();
  const key = emailKey(newcomer.email);
  const language = Language[newcomer.language];
  const [made] = await tx
    .insert(accounts)
    .values({ id, ...newcomer, emailKey: key, roles: ["USER"], createTime: now })
    .onConflictDoNothing({ target: accounts.emailKey })
    .returning({ id: accounts.id });
  if (made) {
    await recordAct(tx, { accountId: id, actor: "", action: "account.registered" }, origin, now);
    await emit(tx, AccountRegistered, { accountId: id, name: newcomer.name, language });
    await requestConfirmation(tx, { id, ...newcomer }, now);
    return;
  }
  const [owner] = await tx.select().from(accounts).where(eq(accounts.emailKey, key));
  if (!owner) return;
  await recordAct(
    tx,
    { accountId: owner.id, actor: "", action: "account.registered", outcome: "EMAIL_TAKEN" },
    origin,
    now,
  );
  await emit(tx, RegistrationRepeated, { accountId: owner.id, email: owner.email, language: Language[owner.language] });
}

/** Mails a fresh confirmation code to an account that lacks it. */
export async function requestConfirmation(
  tx: Tx,
  account: Pick<Account, "id" | "email" | "language">,
  now: Date,
): Promise<void> {
  const token = await makeCode(tx, account.id, "confirm-email", now);
  const { id: accountId, email, language } = account;
  await emit(tx, EmailConfirmationRequested, { accountId, email, token, language: Language[language] });
}

/** Confirms an address; a code that did so before does no harm. `admin` is the address that runs the platform. */
export async function confirmEmail(tx: Tx, code: string, admin: string, origin: Origin, now: Date): Promise<void> {
  const before = await usedCode(tx, code, "confirm-email");
  if (before) return;
  const accountId = await takeCode(tx, code, "confirm-email", now);
  const [account] = await tx
    .update(accounts)
    .set({ emailConfirmed: true })
    .where(eq(accounts.id, accountId))
    .returning();
  if (!account) return;
  const { email, name, language } = account;
  await recordAct(tx, { accountId, actor: "", action: "email.confirmed" }, origin, now);
  await emit(tx, EmailConfirmed, { accountId, email, name, language: Language[language] });
  if (admin && account.emailKey === emailKey(admin)) {
    await setRoles(tx, accountId, ["USER", "ADMIN"], "service:auth", origin, now);
  }
}

/** Mails a code to set a new password. */
export async function requestReset(tx: Tx, account: Account, origin: Origin, now: Date): Promise<void> {
  const token = await makeCode(tx, account.id, "reset-password", now);
  const { id: accountId, email, language } = account;
  await recordAct(tx, { accountId, actor: "", action: "password.reset-requested" }, origin, now);
  await emit(tx, PasswordResetRequested, { accountId, email, token, language: Language[language] });
}

/** Sets a password; the caller ends the sessions that shall end. */
export async function setPassword(
  tx: Tx,
  accountId: string,
  passwordHash: string,
  act: { action: "password.changed" | "password.reset"; actor: string },
  origin: Origin,
  now: Date,
): Promise<void> {
  await tx.update(accounts).set({ passwordHash }).where(eq(accounts.id, accountId));
  await announce(tx, { accountId, ...act }, origin, now);
}

/** Records an act and lets its owner know. */
export async function announce(
  tx: Tx,
  act: { accountId: string; actor: string; action: string },
  origin: Origin,
  now: Date,
): Promise<void> {
  await recordAct(tx, act, origin, now);
  await emit(tx, SecurityActed, {
    accountId: act.accountId,
    action: act.action,
    device: deviceOf(origin.device),
    place: placeOf(origin.address),
  });
}

/** Sets an account's roles; the last administrator stays one. */
export async function setRoles(
  tx: Tx,
  accountId: string,
  roles: readonly RoleName[],
  actor: string,
  origin: Origin,
  now: Date,
): Promise<Account> {
  const all = [...new Set<RoleName>(["USER", ...roles])];
  if (!all.includes("ADMIN")) await demandOtherAdmin(tx, accountId);
  const [account] = await tx.update(accounts).set({ roles: all }).where(eq(accounts.id, accountId)).returning();
  if (!account) throw refuse.notFound("ACCOUNT_NOT_FOUND", "There is no such account.");
  await recordAct(tx, { accountId, actor, action: "roles.changed" }, origin, now);
  await emit(tx, RolesChanged, { accountId, roles: all.map((role) => Role[role]) });
  return account;
}

/** Removes an account and lets every service erase what it holds; the log keeps the acts without their places. */
export async function erase(tx: Tx, accountId: string, now: Date): Promise<void> {
  await demandOtherAdmin(tx, accountId);
  await tx.update(auditEvents).set({ place: "", device: "" }).where(eq(auditEvents.accountId, accountId));
  await tx.delete(accounts).where(eq(accounts.id, accountId));
  await recordAct(tx, { accountId, actor: accountId, action: "account.erased" }, { address: "", device: "" }, now);
  await emit(tx, AccountErased, { accountId });
}

async function demandOtherAdmin(tx: Tx, accountId: string): Promise<void> {
  // Locked, so that two administrators who leave at once do not both count on the other.
  const admins = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(arrayContains(accounts.roles, ["ADMIN"]))
    .for("update");
  const isAdmin = admins.some(({ id }) => id === accountId);
  if (isAdmin && admins.length === 1) throw refuse.state("LAST_ADMIN", "The platform needs an administrator.");
}

/** Accounts, newest first, whose address or id holds `query`. */
export function listAccounts(
  db: Database,
  query: string,
  after: { createTime: Date; id: string } | undefined,
  limit: number,
) {
  const pattern = `%${query.replace(/[\\%_]/g, "\\$&")}%`;
  const found = query ? or(ilike(accounts.email, pattern), ilike(sql`${accounts.id}::text`, pattern)) : undefined;
  const older =
    after &&
    or(
      lt(accounts.createTime, after.createTime),
      and(eq(accounts.createTime, after.createTime), lt(accounts.id, after.id)),
    );
  return db
    .select({ account: accounts, twoFactor: totps.confirmed })
    .from(accounts)
    .leftJoin(totps, eq(totps.accountId, accounts.id))
    .where(and(found, older))
    .orderBy(desc(accounts.createTime), desc(accounts.id))
    .limit(limit);
}
