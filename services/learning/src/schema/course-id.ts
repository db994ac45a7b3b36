import { uuid } from "drizzle-orm/pg-core";
import { courses } from "./courses.ts";

/** The course that a row belongs to, and is removed with. */
export const course = () =>
  uuid("course_id")
    .notNull()
    .references(() => courses.id, { onDelete: "cascade" });
