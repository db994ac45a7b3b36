import { AccountRegistered, EmailConfirmed } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { ProfileChanged } from "@platform/grpc/platform/user/v1/user_events.ts";
import { on } from "@platform/kit";
import { keepAddress, meetLearner, renameLearner } from "./learners.ts";

const word = (language: Language) => (language === Language.RU ? "RU" : "EN");

export const consumers = [
  on(AccountRegistered, ({ accountId, name, language }, { tx }) =>
    meetLearner(tx, { accountId, name, language: word(language) }),
  ),
  on(EmailConfirmed, ({ accountId, name, language, email }, { tx }) =>
    keepAddress(tx, { accountId, name, language: word(language), email }),
  ),
  on(ProfileChanged, ({ accountId, name, language, handle }, { tx }) =>
    renameLearner(tx, { accountId, name, language: word(language), handle }),
  ),
];
