import { PersonalDataCollected } from "@platform/grpc/platform/operations/v1/operations_events.ts";
import { on } from "@platform/kit";
import { addPart } from "./exports.ts";

export const consumers = [
  on(PersonalDataCollected, ({ exportId, service, document }, { tx }) => addPart(tx, exportId, service, document)),
];
