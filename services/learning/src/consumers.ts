import { EmailConfirmed } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { on, peopleConsumers } from "@platform/kit";
import { keepAddress } from "./learners.ts";
import { learners } from "./schema.ts";

export const consumers = [
  ...peopleConsumers(learners, ({ accountId, handle }, { tx }) => keepAddress(tx, accountId, { handle })),
  on(EmailConfirmed, ({ accountId, email }, { tx }) => keepAddress(tx, accountId, { email })),
];
