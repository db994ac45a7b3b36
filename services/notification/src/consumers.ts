import {
  AccountErased,
  AccountRegistered,
  EmailConfirmationRequested,
  EmailConfirmed,
  PasswordResetRequested,
  RegistrationRepeated,
  SecurityActed,
} from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { on } from "@platform/kit";
import { eq } from "drizzle-orm";
import { eraseRecipient, keepLetter } from "./letters.ts";
import { keepRecipient, tell } from "./recipients.ts";
import { notifications, preferences } from "./schema.ts";

const word = (language: Language) => (language === Language.RU ? "RU" : "EN");

export const consumers = [
  on(AccountRegistered, ({ accountId, language }, { tx }) =>
    keepRecipient(tx, { accountId, language: word(language) }),
  ),
  on(EmailConfirmed, ({ accountId, language, email }, { tx }) =>
    keepRecipient(tx, { accountId, language: word(language), email }),
  ),
  on(EmailConfirmationRequested, ({ accountId, email, language, token }, { tx, meta }) => {
    const letter = { name: "confirm-email", token } as const;
    return keepLetter(tx, { id: meta.id, accountId, email, language: word(language), letter }, meta.time);
  }),
  on(PasswordResetRequested, ({ accountId, email, language, token }, { tx, meta }) => {
    const letter = { name: "reset-password", token } as const;
    return keepLetter(tx, { id: meta.id, accountId, email, language: word(language), letter }, meta.time);
  }),
  on(RegistrationRepeated, ({ accountId, email, language }, { tx, meta }) => {
    const letter = { name: "registration-repeated" } as const;
    return keepLetter(tx, { id: meta.id, accountId, email, language: word(language), letter }, meta.time);
  }),
  on(SecurityActed, ({ accountId, action, device, place }, { tx, meta }) => {
    const note = { name: "security", action, device, place } as const;
    return tell(tx, accountId, { id: meta.id, kind: "SECURITY", note, time: meta.time });
  }),
  on(AccountErased, async ({ accountId }, { tx }) => {
    await eraseRecipient(tx, accountId);
    await tx.delete(notifications).where(eq(notifications.accountId, accountId));
    await tx.delete(preferences).where(eq(preferences.accountId, accountId));
  }),
];
