import { AccountErased, PersonalDataRequested } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { PersonalDataCollected } from "@platform/grpc/platform/operations/v1/operations_events.ts";
import { type EventHandler, on } from "./events/consumer.ts";
import { emit } from "./events/emit.ts";
import type { PersonalData } from "./service.ts";

/** A service's answers to auth's word that a person wants their data, or wants them gone. */
export function personalConsumers(service: string, personal: PersonalData | undefined): EventHandler[] {
  if (!personal) return [];
  return [
    on(PersonalDataRequested, async ({ accountId, exportId }, { tx }) => {
      const document = JSON.stringify(await personal.collect(tx, accountId));
      await emit(tx, PersonalDataCollected, { accountId, exportId, service, document });
    }),
    on(AccountErased, ({ accountId }, { tx }) => personal.erase(tx, accountId)),
  ];
}
