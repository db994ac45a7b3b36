import { FactorKind } from "@platform/grpc/platform/auth/v1/auth.ts";
import type { SessionServiceDefinition } from "@platform/grpc/platform/auth/v1/session_service.ts";
import type { Handlers } from "@platform/kit";
import { completeLogIn, logIn, reauthenticate } from "../log-in.ts";
import { beginPasskeyLogIn, completePasskeyLogIn } from "../passkeys.ts";
import { presentSession } from "../present.ts";
import { endFamily } from "../refresh.ts";
import { endSessions, listSessions, refreshSession } from "../sessions.ts";
import { listKeys, verifiers } from "../signing-keys.ts";

const freshFor = { seconds: 3600, nanos: 0 };

export const sessions: Handlers<typeof SessionServiceDefinition> = {
  async logIn({ email, password }, ctx) {
    const result = await logIn(ctx, email, password);
    if ("credentials" in result) return { outcome: { $case: "tokens", value: result.credentials } };
    const factors = [FactorKind.TOTP, FactorKind.RECOVERY_CODE];
    return { outcome: { $case: "challenge", value: { challengeId: result.challengeId, factors } } };
  },

  async completeLogIn({ challengeId, code }, ctx) {
    return { tokens: await completeLogIn(ctx, challengeId, code) };
  },

  beginPasskeyLogIn: (_request, ctx) => beginPasskeyLogIn(ctx),

  async completePasskeyLogIn({ challengeId, responseJson }, ctx) {
    return { tokens: await completePasskeyLogIn(ctx, challengeId, responseJson) };
  },

  async refreshSession({ refreshToken }, ctx) {
    return { tokens: await refreshSession(ctx, refreshToken) };
  },

  async reauthenticate({ password, code }, ctx) {
    const access = await reauthenticate(ctx, password, code);
    return { accessToken: access.token, accessExpireTime: access.expires, freshFor };
  },

  async logOut(_request, ctx) {
    await endSessions(ctx, ctx.person.id, { only: ctx.person.sessionId });
    await endFamily(ctx.kv, ctx.person.sessionId);
    return {};
  },

  async listSessions(_request, ctx) {
    const found = await listSessions(ctx.db, ctx.person.id);
    return { sessions: found.map((session) => presentSession(session, ctx.person.sessionId)) };
  },

  async revokeSession({ sessionId }, ctx) {
    await endSessions(ctx, ctx.person.id, { only: sessionId });
    return {};
  },

  async revokeOtherSessions(_request, ctx) {
    return { revoked: await endSessions(ctx, ctx.person.id, { except: ctx.person.sessionId }) };
  },

  async getKeys(_request, ctx) {
    const keys = verifiers(await listKeys(ctx.db), ctx.now()).map((key) => key.publicJwk);
    return { jwksJson: JSON.stringify({ keys }) };
  },
};
