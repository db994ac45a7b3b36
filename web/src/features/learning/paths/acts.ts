import { createClient } from "@connectrpc/connect";
import { PathService } from "@platform/connect/platform/learning/v1/path_service_pb.ts";
import { readAnew } from "../../../lib/query.ts";
import { transport } from "../../../lib/transport.ts";
import { readProgressAnew } from "../progress.ts";

export const pathClient = createClient(PathService, transport);

/** Reads paths anew, wherever a page shows them. */
export async function readPathsAnew(): Promise<void> {
  const { getPath, listPaths, listOwnPaths, listAuthoredPaths } = PathService.method;
  await Promise.all([readAnew(getPath, listPaths, listOwnPaths, listAuthoredPaths), readProgressAnew()]);
}
