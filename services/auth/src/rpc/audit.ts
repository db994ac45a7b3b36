import type { AuditServiceDefinition } from "@platform/grpc/platform/auth/v1/audit_service.ts";
import { type Ctx, type Handlers, page } from "@platform/kit";
import { listActs } from "../audit.ts";

export const audit: Handlers<typeof AuditServiceDefinition> = {
  listOwnAuditEvents: ({ pageSize, pageToken }, ctx) => readPage(ctx, ctx.person.id, pageSize, pageToken),
  listAuditEvents: ({ accountId, pageSize, pageToken }, ctx) =>
    readPage(ctx, accountId || undefined, pageSize, pageToken),
};

async function readPage(ctx: Ctx, accountId: string | undefined, pageSize: number, pageToken: string) {
  const size = page.size(pageSize);
  const acts = await listActs(ctx.db, accountId, page.decode(pageToken, { id: "uuid" }), size + 1);
  const { rows, nextPageToken } = page.cut(acts, size, ({ id }) => ({ id }));
  return { events: rows, nextPageToken };
}
