import type { PresenceServiceDefinition } from "@platform/grpc/platform/user/v1/presence_service.ts";
import type { Handlers } from "@platform/kit";
import { keepPresence, listPresences } from "../presence.ts";

export const presence: Handlers<typeof PresenceServiceDefinition> = {
  async keepPresence(_request, ctx) {
    await keepPresence(ctx, ctx.person.id);
    return {};
  },

  async listPresences({ accountIds }, ctx) {
    return { presences: await listPresences(ctx, ctx.person.id, accountIds) };
  },
};
