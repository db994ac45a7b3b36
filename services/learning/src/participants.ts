import type { Database, Person } from "@platform/kit";
import { eq } from "drizzle-orm";
import { type Course, mayWrite } from "./courses.ts";
import { isEnrolled, notEnrolled } from "./enrolments.ts";
import { courses } from "./schema.ts";

/** Somebody who takes part in a course. */
export interface Participant {
  accountId: string;
  course: Course;
  /** Whether they may write it, and so endorse and hide. */
  teaches: boolean;
}

/** A person as one who takes part in a course; refuses NOT_ENROLLED. */
export async function demandParticipant(db: Database, person: Person, courseId: string): Promise<Participant> {
  const [course] = await db.select().from(courses).where(eq(courses.id, courseId));
  if (!course) throw notEnrolled();
  const teaches = mayWrite(person, course);
  if (!teaches && !(await isEnrolled(db, person.id, courseId))) throw notEnrolled();
  return { accountId: person.id, course, teaches };
}
