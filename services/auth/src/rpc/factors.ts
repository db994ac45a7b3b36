import type { FactorServiceDefinition } from "@platform/grpc/platform/auth/v1/factor_service.ts";
import { type Handlers, keyRing, refuse } from "@platform/kit";
import { toString as toSvg } from "qrcode";
import { announce, findAccount } from "../accounts.ts";
import { confirmTotp, createRecoveryCodes, createTotp, disableTotp, readFactors } from "../factors.ts";
import { beginRegistration, completeRegistration, deletePasskey, listPasskeys } from "../passkeys.ts";
import { presentPasskey } from "../present.ts";

export const factors: Handlers<typeof FactorServiceDefinition> = {
  async getFactors(_request, ctx) {
    const { totp, codesLeft } = await readFactors(ctx.db, ctx.person.id);
    const passkeys = await listPasskeys(ctx.db, ctx.person.id);
    return { totp, recoveryCodesLeft: codesLeft, passkeys: passkeys.map(presentPasskey) };
  },

  async createTotp(_request, ctx) {
    const account = await findAccount(ctx.db, ctx.person.id);
    const { secret, uri } = await ctx.tx((tx) => createTotp(tx, keyRing(), account.id, account.email));
    return { secret, uri, qrSvg: await toSvg(uri, { type: "svg", margin: 1 }) };
  },

  async confirmTotp({ code }, ctx) {
    const { id } = ctx.person;
    const recoveryCodes = await ctx.tx(async (tx) => {
      const codes = await confirmTotp(tx, keyRing(), id, code, ctx.now());
      await announce(tx, { accountId: id, actor: id, action: "totp.enabled" }, ctx.client, ctx.now());
      return codes;
    });
    return { recoveryCodes };
  },

  async disableTotp(_request, ctx) {
    const { id } = ctx.person;
    await ctx.tx(async (tx) => {
      const wasOn = await disableTotp(tx, id);
      if (wasOn) await announce(tx, { accountId: id, actor: id, action: "totp.disabled" }, ctx.client, ctx.now());
    });
    return {};
  },

  async createRecoveryCodes(_request, ctx) {
    const { id } = ctx.person;
    const { totp } = await readFactors(ctx.db, id);
    if (!totp) throw refuse.state("TOTP_OFF", "Recovery codes come with an authenticator; turn it on first.");
    const recoveryCodes = await ctx.tx(async (tx) => {
      await announce(tx, { accountId: id, actor: id, action: "recovery-codes.replaced" }, ctx.client, ctx.now());
      return createRecoveryCodes(tx, keyRing(), id);
    });
    return { recoveryCodes };
  },

  beginPasskeyRegistration: (_request, ctx) => beginRegistration(ctx),

  async completePasskeyRegistration({ challengeId, responseJson, name }, ctx) {
    return { passkey: presentPasskey(await completeRegistration(ctx, challengeId, responseJson, name)) };
  },

  async deletePasskey({ passkeyId }, ctx) {
    const { id } = ctx.person;
    await ctx.tx(async (tx) => {
      if (!(await deletePasskey(tx, id, passkeyId))) return;
      await announce(tx, { accountId: id, actor: id, action: "passkey.removed" }, ctx.client, ctx.now());
    });
    return {};
  },
};
