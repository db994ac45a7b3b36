import { createClient } from "@connectrpc/connect";
import { ImportService } from "@platform/connect/platform/news/v1/import_service_pb.ts";
import { readAnew } from "../../../lib/query.ts";
import { transport } from "../../../lib/transport.ts";
import { readNewsAnew } from "../editor/client.ts";

export const importClient = createClient(ImportService, transport);

/** Reads the imports anew, and the articles that they bring. */
export async function readImportsAnew(): Promise<void> {
  await Promise.all([readAnew(ImportService.method.listFeedImports), readNewsAnew()]);
}
