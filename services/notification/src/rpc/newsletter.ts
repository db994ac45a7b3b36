import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import type { NewsletterServiceDefinition } from "@platform/grpc/platform/notification/v1/newsletter_service.ts";
import type { Handlers } from "@platform/kit";
import { countReaders } from "../newsletter/issues.ts";
import { confirmSubscription, requestSubscription } from "../newsletter/subscribers.ts";

const word = (language: Language) => (language === Language.RU ? "RU" : "EN");

export const newsletter: Handlers<typeof NewsletterServiceDefinition> = {
  async requestSubscription({ email, language }, ctx) {
    await ctx.tx((tx) => requestSubscription(tx, { email, language: word(language) }, ctx.now()));
    return {};
  },

  async confirmSubscription({ token }, ctx) {
    await ctx.tx((tx) => confirmSubscription(tx, token, ctx.now()));
    return {};
  },

  async countSubscribers({ language }, ctx) {
    return { count: await countReaders(ctx.db, word(language)) };
  },
};
