// A process of the kill test: a service that announces and one that takes in, on the PostgreSQL it is given. It ends
// by itself once the consumer has taken in all that the producer's ledger says, and is killed wherever the failpoint
// of its environment stands.
import { SecurityActed } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { type Ctx, createLogger, defineService, emit, on, readConfig, startHost } from "@platform/kit";
import { sql } from "drizzle-orm";

const target = Number(process.env.EVENTS);
const keys = 5;

let start: (ctx: Ctx) => void = () => undefined;
const started = new Promise<Ctx>((resolve) => {
  start = resolve;
});

const producer = defineService({
  name: "producer",
  async prepare(ctx) {
    start(ctx);
    await ctx.tx((tx) => tx.execute(sql`create table if not exists ledger (n int primary key, key text not null)`));
  },
});

const listener = defineService({
  name: "listener",
  consumers: [
    on(SecurityActed, async ({ accountId, action }, { tx }) => {
      await tx.execute(sql`insert into effects (key, n) values (${accountId}, ${Number(action)})`);
    }),
  ],
  async prepare(ctx) {
    await ctx.tx((tx) =>
      tx.execute(sql`create table if not exists effects (at bigserial primary key, key text not null, n int not null)`),
    );
  },
});

const host = await startHost([producer, listener], readConfig(process.env), { logger: createLogger("silent") });
const ctx = await started;

const [row] = await ctx.db.execute<{ next: number }>(sql`select coalesce(max(n) + 1, 0)::int as next from ledger`);
for (let n = row?.next ?? 0; n < target; n++) {
  const key = `key-${n % keys}`;
  await ctx.tx(async (tx) => {
    await tx.execute(sql`insert into ledger (n, key) values (${n}, ${key})`);
    await emit(tx, SecurityActed, { accountId: key, action: String(n), device: "", place: "" });
  });
}
await host.settled();
await host.stop();
