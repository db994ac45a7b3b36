import type { AccountServiceDefinition } from "@platform/grpc/platform/auth/v1/account_service.ts";
import { Role } from "@platform/grpc/platform/auth/v1/auth.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { callerName, type Handlers, page, type RoleName, refuse } from "@platform/kit";
import {
  confirmEmail,
  erase,
  findAccount,
  findByEmail,
  hasSecondFactor,
  listAccounts,
  register,
  requestConfirmation,
  requestReset,
  setPassword,
  setRoles,
} from "../accounts.ts";
import { recordAct } from "../audit.ts";
import { takeCode } from "../codes.ts";
import { readExport, requestExport } from "../exports.ts";
import { checkPassword, hashPassword, passwordMatches } from "../passwords.ts";
import { presentAccount } from "../present.ts";
import { endFamily } from "../refresh.ts";
import { endSessions, listSessions } from "../sessions.ts";
import { inSteps } from "../timing.ts";

export const accounts: Handlers<typeof AccountServiceDefinition> = {
  async register({ email, password, name, language }, ctx) {
    checkPassword("password", password, false, [email, name]);
    const words = language === Language.RU ? "RU" : "EN";
    const make = async () => {
      const newcomer = { email, name, passwordHash: await hashPassword(password), language: words } as const;
      await ctx.tx((tx) => register(tx, newcomer, ctx.client, ctx.now()));
    };
    await inSteps(make());
    return {};
  },

  async confirmEmail({ token }, ctx) {
    const admin = process.env.PLATFORM_ADMIN_EMAIL ?? "";
    await ctx.tx((tx) => confirmEmail(tx, token, admin, ctx.client, ctx.now()));
    return {};
  },

  async resendConfirmation({ email }, ctx) {
    const resend = async () => {
      const account = await findByEmail(ctx.db, email);
      if (account && !account.emailConfirmed) await ctx.tx((tx) => requestConfirmation(tx, account, ctx.now()));
    };
    await inSteps(resend());
    return {};
  },

  async getAccount(_request, ctx) {
    const account = await findAccount(ctx.db, ctx.person.id);
    return { account: presentAccount(account, await hasSecondFactor(ctx.db, account.id)) };
  },

  async changePassword({ currentPassword, newPassword }, ctx) {
    const account = await findAccount(ctx.db, ctx.person.id);
    if (!(await passwordMatches(account.passwordHash, currentPassword))) {
      const refused = { action: "password.changed", outcome: "PASSWORD_WRONG" };
      const act = { accountId: account.id, actor: account.id, ...refused };
      await ctx.tx((tx) => recordAct(tx, act, ctx.client, ctx.now()));
      throw refuse.invalid({ current_password: "is wrong" }, "PASSWORD_WRONG");
    }
    checkPassword("new_password", newPassword, await hasSecondFactor(ctx.db, account.id), [
      account.email,
      account.name,
    ]);
    const passwordHash = await hashPassword(newPassword);
    const act = { action: "password.changed", actor: account.id } as const;
    await ctx.tx((tx) => setPassword(tx, account.id, passwordHash, act, ctx.client, ctx.now()));
    await endSessions(ctx, account.id, { except: ctx.person.sessionId });
    return {};
  },

  async requestPasswordReset({ email }, ctx) {
    const request = async () => {
      const account = await findByEmail(ctx.db, email);
      if (account) await ctx.tx((tx) => requestReset(tx, account, ctx.client, ctx.now()));
    };
    await inSteps(request());
    return {};
  },

  async resetPassword({ token, newPassword }, ctx) {
    const accountId = await ctx.tx(async (tx) => {
      const id = await takeCode(tx, token, "reset-password", ctx.now());
      const account = await findAccount(tx, id);
      checkPassword("new_password", newPassword, await hasSecondFactor(tx, id), [account.email, account.name]);
      const act = { action: "password.reset", actor: "" } as const;
      await setPassword(tx, id, await hashPassword(newPassword), act, ctx.client, ctx.now());
      return id;
    });
    await endSessions(ctx, accountId, {});
    return {};
  },

  async requestPersonalDataExport(_request, ctx) {
    return { exportId: await ctx.tx((tx) => requestExport(tx, ctx.person.id, ctx.client, ctx.now())) };
  },

  async getPersonalDataExport({ exportId }, ctx) {
    return readExport(ctx.db, ctx.person.id, exportId);
  },

  async eraseAccount(_request, ctx) {
    const { id } = ctx.person;
    const open = await listSessions(ctx.db, id);
    await ctx.tx((tx) => erase(tx, id, ctx.now()));
    await Promise.all(open.map((session) => endFamily(ctx.kv, session.id)));
    return {};
  },

  async listAccounts({ query, pageSize, pageToken }, ctx) {
    const size = page.size(pageSize);
    const after = page.decode(pageToken, { createTime: "date", id: "uuid" });
    const cut = page.cut(await listAccounts(ctx.db, query, after, size + 1), size, ({ account }) => ({
      createTime: account.createTime,
      id: account.id,
    }));
    const found = cut.rows.map(({ account, twoFactor }) => presentAccount(account, twoFactor ?? false));
    return { accounts: found, nextPageToken: cut.nextPageToken };
  },

  async updateAccountRoles({ accountId, roles }, ctx) {
    const names = roles.map((role) => Role[role] as RoleName);
    const account = await ctx.tx((tx) => setRoles(tx, accountId, names, callerName(ctx.caller), ctx.client, ctx.now()));
    return { account: presentAccount(account, await hasSecondFactor(ctx.db, account.id)) };
  },
};
