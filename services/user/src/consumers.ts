import { AccountRegistered } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { on } from "@platform/kit";
import { createProfile } from "./profiles.ts";

export const consumers = [
  on(AccountRegistered, ({ accountId, name, language }, { tx, meta }) =>
    createProfile(tx, { accountId, name, language: language === Language.RU ? "RU" : "EN" }, meta.time),
  ),
];
