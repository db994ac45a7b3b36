import type { ApiKeyServiceDefinition } from "@platform/grpc/platform/auth/v1/api_key_service.ts";
import type { Handlers } from "@platform/kit";
import { announce, findAccount } from "../accounts.ts";
import { createApiKey, deleteApiKey, exchangeApiKey, listApiKeys } from "../api-keys.ts";
import { presentApiKey } from "../present.ts";
import { endFamily } from "../refresh.ts";

export const apiKeys: Handlers<typeof ApiKeyServiceDefinition> = {
  async createApiKey({ name, scopes, expireTime }, ctx) {
    const { id } = ctx.person;
    const { apiKey, secret } = await ctx.tx(async (tx) => {
      await findAccount(tx, id);
      await announce(tx, { accountId: id, actor: id, action: "api-key.created" }, ctx.client, ctx.now());
      return createApiKey(tx, id, { name, scopes, expireTime }, ctx.now());
    });
    return { apiKey: presentApiKey(apiKey), secret };
  },

  async listApiKeys(_request, ctx) {
    return { apiKeys: (await listApiKeys(ctx.db, ctx.person.id)).map(presentApiKey) };
  },

  async deleteApiKey({ apiKeyId }, ctx) {
    const { id } = ctx.person;
    const gone = await ctx.tx(async (tx) => {
      const there = await deleteApiKey(tx, id, apiKeyId);
      if (there) await announce(tx, { accountId: id, actor: id, action: "api-key.deleted" }, ctx.client, ctx.now());
      return there;
    });
    if (gone) await endFamily(ctx.kv, apiKeyId);
    return {};
  },

  async exchangeApiKey({ secret }, ctx) {
    const { token, expires } = await exchangeApiKey(ctx, secret);
    return { accessToken: token, accessExpireTime: expires };
  },
};
