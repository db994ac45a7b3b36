import { customType, text, timestamp } from "drizzle-orm/pg-core";

/** A time, to the millisecond. */
export const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** The language in which something is written. */
export const language = () => text("language", { enum: ["RU", "EN"] }).notNull();

/** What somebody may do, each role all that those before it may. */
export const role = () => text("role", { enum: ["READER", "WRITER", "EDITOR", "OWNER"] }).notNull();

/** Bytes. */
export const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({ dataType: () => "bytea" });

/** Words in the forms by which they are found. */
export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
