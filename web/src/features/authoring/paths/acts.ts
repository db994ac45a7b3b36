import { createClient } from "@connectrpc/connect";
import { PathService } from "@platform/connect/platform/learning/v1/path_service_pb.ts";
import { readAnew } from "../../../lib/query.ts";
import { transport } from "../../../lib/transport.ts";

export const pathClient = createClient(PathService, transport);

/** Reads paths anew, wherever a page shows them. */
export function readPathsAnew(): Promise<void> {
  const { getPath, listPaths, listOwnPaths, listAuthoredPaths } = PathService.method;
  return readAnew(getPath, listPaths, listOwnPaths, listAuthoredPaths);
}
