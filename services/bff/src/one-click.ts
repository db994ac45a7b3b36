import type { IncomingMessage, ServerResponse } from "node:http";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { PreferenceService } from "@platform/connect/platform/notification/v1/notification_service_pb.ts";
import type { Behind, Services } from "./services.ts";

/** `POST /unsubscribe?token=...`: the one click of RFC 8058, which mail programs make without a page or a cookie. */
export async function oneClick(
  services: Services,
  from: Behind,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  request.resume();
  const client = createClient(PreferenceService, services.transport(from));
  try {
    await client.unsubscribe({ token: url.searchParams.get("token") ?? "" });
    response.writeHead(200, { "content-type": "text/plain" }).end("You will get no more mail of this kind.\n");
  } catch (error) {
    const { code } = ConnectError.from(error);
    if (code !== Code.InvalidArgument && code !== Code.NotFound) throw error;
    response.writeHead(400, { "content-type": "text/plain" }).end("This link is not valid.\n");
  }
}
