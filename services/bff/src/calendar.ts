import type { IncomingMessage, ServerResponse } from "node:http";
import { createClient } from "@connectrpc/connect";
import { CalendarService } from "@platform/connect/platform/learning/v1/calendar_service_pb.ts";
import { serveDocument } from "./document.ts";
import type { Behind, Services } from "./services.ts";

/** `GET /calendar.ics?token=...`: somebody's deadlines, as programs for calendars ask for them, without a cookie. */
export async function serveCalendar(
  services: Services,
  from: Behind,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const client = createClient(CalendarService, services.transport(from));
  const token = url.searchParams.get("token") ?? "";
  const read = async () => ({
    ...(await client.readCalendar({ token })),
    contentType: "text/calendar; charset=utf-8",
  });
  await serveDocument(request, response, read, { shared: false });
}
