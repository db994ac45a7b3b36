import {
  AccountRegistered,
  EmailConfirmationRequested,
  EmailConfirmed,
  PasswordResetRequested,
  RegistrationRepeated,
  SecurityActed,
} from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { PersonFollowed, ProfileChanged } from "@platform/grpc/platform/user/v1/user_events.ts";
import { on } from "@platform/kit";
import { keepLetter } from "../letters.ts";
import { changeLanguage, keepRecipient, tell } from "../recipients.ts";

const word = (language: Language) => (language === Language.RU ? "RU" : "EN");

/** What happens to accounts and people. */
export const accountConsumers = [
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
  on(ProfileChanged, ({ accountId, language }, { tx }) => changeLanguage(tx, accountId, word(language))),
  on(PersonFollowed, ({ accountId, followerId, followerName }, { tx, meta }) => {
    const note = { name: "followed", followerId, followerName } as const;
    return tell(tx, accountId, { id: meta.id, kind: "PEOPLE", note, time: meta.time });
  }),
];
