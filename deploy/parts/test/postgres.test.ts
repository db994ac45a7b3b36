import postgres from "postgres";
import { describe, expect, it } from "vitest";
import { startPostgres } from "../src/postgres.ts";
import { temporary } from "./temporary.ts";

describe("PostgreSQL", async () => {
  const { folder, keep } = await temporary();

  it("keeps what was committed when it is killed amid connections, and comes back on its port", async () => {
    const server = keep(await startPostgres({ folder }));
    const url = server.url.replace("{service}", "postgres");
    const before = postgres(url, { max: 4, onnotice: () => undefined });
    await before`create table kept (word text)`;
    await before`insert into kept values ('kept')`;
    const asleep = Promise.allSettled([1, 2, 3].map(() => before`select pg_sleep(60)`));
    await before`select 1`;
    const { pid } = server;
    await server.kill();
    expect((await asleep).map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    await before.end({ timeout: 0 });
    await server.restart();
    expect(server.pid).not.toBe(pid);
    const after = postgres(url, { max: 1 });
    expect(await after`select word from kept`).toEqual([{ word: "kept" }]);
    await after.end();
    await server.stop();
    expect(() => process.kill(server.pid, 0)).toThrow("ESRCH");
  });
});
