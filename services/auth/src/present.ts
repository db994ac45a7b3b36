import { Role } from "@platform/grpc/platform/auth/v1/auth.ts";
import type { RoleName } from "@platform/kit";
import type { Account } from "./accounts.ts";
import type { Passkey } from "./passkeys.ts";
import type { apiKeys, sessions } from "./schema.ts";

export function presentAccount({ id, email, emailConfirmed, roles, createTime }: Account, twoFactor: boolean) {
  return { id, email, emailConfirmed, roles: roles.map((role) => Role[role as RoleName]), twoFactor, createTime };
}

export function presentSession(session: typeof sessions.$inferSelect, currentId: string) {
  const { id, device, place, createTime, lastUseTime } = session;
  return { id, device, place, createTime, lastUseTime, current: id === currentId };
}

export function presentPasskey({ id, name, createTime, lastUseTime }: Passkey) {
  return { id, name, createTime, lastUseTime: lastUseTime ?? undefined };
}

export function presentApiKey(key: typeof apiKeys.$inferSelect) {
  const { id, name, prefix, scopes, createTime, lastUseTime, expireTime } = key;
  return {
    id,
    name,
    prefix,
    scopes,
    createTime,
    lastUseTime: lastUseTime ?? undefined,
    expireTime: expireTime ?? undefined,
  };
}
