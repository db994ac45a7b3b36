import { timestamp } from "drizzle-orm/pg-core";

/** A time, to the millisecond. */
export const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
