// A process of the soak: it announces, or takes in, on the parts of its environment, until it is ended or killed.
import { SecurityActed } from "@platform/grpc/platform/auth/v1/auth_events.ts";
import { type Ctx, createLogger, defineService, emit, on, readConfig, startHost } from "@platform/kit";
import { sql } from "drizzle-orm";

const { ROLE, WRITERS, EVENTS } = process.env;
/** How many of a writer's events stand between two that are noted in the key-value store as well. */
const noteEvery = 20;

let begin: (ctx: Ctx) => void = () => undefined;
const begun = new Promise<Ctx>((resolve) => {
  begin = resolve;
});

const producer = defineService({
  name: "producer",
  async prepare(ctx) {
    await ctx.tx((tx) =>
      tx.execute(
        sql`create table if not exists ledger (key text not null, n int not null, noted boolean, primary key (key, n))`,
      ),
    );
    begin(ctx);
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

/** One writer owns its key, so that what it wrote first was committed first; it goes on where it was cut off. */
async function write(ctx: Ctx, key: string, events: number): Promise<void> {
  for (;;) {
    try {
      const [row] = await ctx.db.execute<{ next: number }>(
        sql`select coalesce(max(n) + 1, 0)::int as next from ledger where key = ${key}`,
      );
      for (let n = row?.next ?? 0; n < events; n++) await announce(ctx, key, n);
      return;
    } catch {
      // A part is away; it comes back.
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function announce(ctx: Ctx, key: string, n: number): Promise<void> {
  const noted = n % noteEvery === 0 && (await note(ctx, key, n));
  await ctx.tx(async (tx) => {
    await tx.execute(sql`insert into ledger (key, n, noted) values (${key}, ${n}, ${noted})`);
    await emit(tx, SecurityActed, { accountId: key, action: String(n), device: "", place: "" });
  });
}

/** Whether the store has acknowledged that it will keep a note. */
function note(ctx: Ctx, key: string, n: number): Promise<boolean> {
  return ctx.kv.set(`soak:${key}:${n}`, "1", { ttl: 3600_000, durable: true }).then(
    () => true,
    () => false,
  );
}

const service = ROLE === "producer" ? producer : listener;
const host = await startHost([service], readConfig(process.env), { logger: createLogger("warn") });
process.on("SIGTERM", () => void host.stop().then(() => process.exit(0)));
if (ROLE === "producer") {
  const ctx = await begun;
  await Promise.all((WRITERS ?? "").split(",").map((key) => write(ctx, key, Number(EVENTS))));
}
