import { Channel, NotificationKind } from "@platform/grpc/platform/notification/v1/notification.ts";
import type { PreferenceServiceDefinition } from "@platform/grpc/platform/notification/v1/notification_service.ts";
import type { Handlers } from "@platform/kit";
import { type Kind, listPreferences, setPreference } from "../preferences.ts";
import { presentPreference } from "../present.ts";
import { isOn, readUnsubscribe, unsubscribe } from "../unsubscribe.ts";

export const preferences: Handlers<typeof PreferenceServiceDefinition> = {
  async listPreferences(_request, ctx) {
    return { preferences: (await listPreferences(ctx.db, ctx.person.id)).map(presentPreference) };
  },

  async updatePreference({ kind, channel, enabled }, ctx) {
    const change = {
      kind: NotificationKind[kind] as Kind,
      channel: channel === Channel.EMAIL ? "EMAIL" : "INBOX",
      enabled,
    } as const;
    await ctx.tx((tx) => setPreference(tx, ctx.person.id, change));
    return { preference: { kind, channel, enabled, locked: false } };
  },

  async getUnsubscription({ token }, ctx) {
    const found = await readUnsubscribe(ctx.db, token);
    const enabled = await isOn(ctx.db, found);
    return { kind: NotificationKind[found.kind], enabled, hasAccount: "accountId" in found };
  },

  async unsubscribe({ token }, ctx) {
    const found = await readUnsubscribe(ctx.db, token);
    await ctx.tx((tx) => unsubscribe(tx, found, ctx.now()));
    return { kind: NotificationKind[found.kind] };
  },
};
