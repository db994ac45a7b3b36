import { BankService } from "@platform/connect/platform/learning/v1/bank_service_pb.ts";
import { readAnew } from "../../../lib/query.ts";

/** Reads banks and their questions anew, wherever a page shows them. */
export function readBanksAnew(): Promise<void> {
  return readAnew(BankService.method.listBanks, BankService.method.listBankQuestions);
}
