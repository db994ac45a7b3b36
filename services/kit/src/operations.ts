import { OperationsServiceDefinition } from "@platform/grpc/platform/operations/v1/operations_service.ts";
import { and, desc, eq, lt, or } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import type { Consumer } from "./events/consumer.ts";
import { page } from "./page.ts";
import { refuse } from "./refusal.ts";
import { deadLetters } from "./schema.ts";
import { type Implementation, implement } from "./service.ts";

/** A service of this process, as operators see it. */
export interface Operated {
  name: string;
  sql: Sql;
  consumer: Consumer;
}

/** Answers the operations contract for all services of the process at once. */
export function operations(services: readonly Operated[]): Implementation {
  function find(name: string): Operated {
    const found = services.find((service) => service.name === name);
    if (!found) throw refuse.notFound("SERVICE_NOT_FOUND", `No service ${name} answers here.`);
    return found;
  }

  return implement(OperationsServiceDefinition, {
    async listDeadLetters(request) {
      const size = page.size(request.pageSize);
      const after = page.decode(request.pageToken, { createTime: "date", eventId: "uuid" });
      const asked = request.service ? [find(request.service)] : services;
      const rows = await Promise.all(asked.map((service) => readDeadLetters(service, size + 1, after)));
      const newest = rows.flat().sort((a, b) => b.createTime.getTime() - a.createTime.getTime());
      const cut = page.cut(newest, size, ({ createTime, eventId }) => ({ createTime, eventId }));
      return { deadLetters: cut.rows, nextPageToken: cut.nextPageToken };
    },
    async replayDeadLetter(request) {
      await find(request.service).consumer.replay(request.eventId);
      return {};
    },
    async deleteDeadLetter(request) {
      const { sql } = find(request.service);
      await drizzle(sql).delete(deadLetters).where(eq(deadLetters.eventId, request.eventId));
      return {};
    },
  });
}

async function readDeadLetters(
  { name, sql }: Operated,
  limit: number,
  after: { createTime: Date; eventId: string } | undefined,
) {
  const older =
    after &&
    or(
      lt(deadLetters.createTime, after.createTime),
      and(eq(deadLetters.createTime, after.createTime), lt(deadLetters.eventId, after.eventId)),
    );
  const rows = await drizzle(sql)
    .select()
    .from(deadLetters)
    .where(older)
    .orderBy(desc(deadLetters.createTime), desc(deadLetters.eventId))
    .limit(limit);
  return rows.map(({ eventId, type, key, cause, attempts, createTime }) => ({
    eventId,
    service: name,
    type,
    key,
    cause,
    attempts,
    createTime,
  }));
}
