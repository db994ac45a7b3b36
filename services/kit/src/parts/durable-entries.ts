import type { Sql } from "postgres";
import { createShared } from "../database.ts";
import type { DurableEntries } from "./memory-key-value.ts";

/** The durable entries of the embedded key-value store, in a table of PostgreSQL. */
export async function openDurableEntries(sql: Sql): Promise<DurableEntries & { close(): Promise<void> }> {
  await createShared(
    sql,
    "key_value",
    (tx) => tx`
      create table if not exists key_value (
        key text primary key,
        value text not null,
        expires timestamptz not null
      )`,
  );
  return {
    async load() {
      await sql`delete from key_value where expires <= now()`;
      const rows = await sql<
        { key: string; value: string; expires: Date }[]
      >`select key, value, expires from key_value`;
      return rows.map((row) => ({ ...row, expires: row.expires.getTime() }));
    },
    async write(entries) {
      const gone = entries.filter((entry) => entry.value === undefined).map((entry) => entry.key);
      const kept = entries.flatMap(({ key, value, expires }) => (value === undefined ? [] : [{ key, value, expires }]));
      await sql.begin(async (tx) => {
        if (gone.length > 0) await tx`delete from key_value where key = any(${gone})`;
        if (kept.length === 0) return;
        await tx`
          insert into key_value (key, value, expires)
          select * from unnest(
            ${kept.map((entry) => entry.key)}::text[], ${kept.map((entry) => entry.value)}::text[],
            ${kept.map((entry) => new Date(entry.expires).toISOString())}::timestamptz[])
          on conflict (key) do update set value = excluded.value, expires = excluded.expires`;
      });
    },
    close: () => sql.end({ timeout: 5 }),
  };
}
