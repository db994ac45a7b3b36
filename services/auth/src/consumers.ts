import { CallAudited, PersonalDataCollected } from "@platform/grpc/platform/operations/v1/operations_events.ts";
import { on } from "@platform/kit";
import { recordAct } from "./audit.ts";
import { addPart } from "./exports.ts";

export const consumers = [
  on(CallAudited, ({ accountId, method, outcome, address, device }, { tx, meta }) =>
    recordAct(tx, { accountId, actor: accountId, action: method, outcome }, { address, device }, meta.time),
  ),
  on(PersonalDataCollected, ({ exportId, service, document }, { tx }) => addPart(tx, exportId, service, document)),
];
