import { AccountRegistered } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { ProfileChanged } from "@platform/grpc/platform/user/v1/user_events.ts";
import { on } from "@platform/kit";
import { meetPerson, renamePerson } from "./people.ts";

const word = (language: Language) => (language === Language.RU ? "RU" : "EN");

export const consumers = [
  on(AccountRegistered, ({ accountId, name, language }, { tx }) =>
    meetPerson(tx, { accountId, name, language: word(language) }),
  ),
  on(ProfileChanged, ({ accountId, name, language }, { tx }) =>
    renamePerson(tx, { accountId, name, language: word(language) }),
  ),
];
