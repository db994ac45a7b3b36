import type { Database } from "@platform/kit";
import { and, desc, eq, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { type CourseView, courseNotFound, courseView, selectCourses, viewCourse } from "./courses.ts";
import { isEnrolled } from "./enrolments.ts";
import { courses } from "./schema.ts";
import { searchWords } from "./search-text.ts";

/** What is looked for in the catalogue. */
export interface CatalogueQuery {
  query: string;
  language: "RU" | "EN" | undefined;
  /** Empty for all. */
  skill: string;
}

/** Where the page before ended. */
export interface CataloguePlace {
  score: number;
  publishTime: Date;
  id: string;
}

/** Published courses, the best match first and among equals the newest. */
export async function listCatalogue(
  db: Database,
  { query, language, skill }: CatalogueQuery,
  after: CataloguePlace | undefined,
  limit: number,
): Promise<{ place: CataloguePlace; view: CourseView }[]> {
  const words = searchWords(query);
  if (query.trim() !== "" && words.length === 0) return [];
  const score = likeness(words);
  const places = await db
    .select({ id: courses.id, publishTime: sql<Date>`${courses.publishTime}`.mapWith(courses.publishTime), score })
    .from(courses)
    .where(
      and(
        eq(courses.state, "PUBLISHED"),
        language && eq(sql`${courses.publishedSettings} ->> 'language'`, language),
        skill ? teaches(skill) : undefined,
        words.length > 0 ? sql`${score} >= ${leastLikeness}` : undefined,
        after && isAfter(score, after),
      ),
    )
    .orderBy(desc(score), desc(courses.publishTime), desc(courses.id))
    .limit(limit);
  const ids = places.map(({ id }) => id);
  const rows = await selectCourses(db, "published").where(inArray(courses.id, ids));
  const views = new Map(rows.map((row) => [row.course.id, courseView(row, "published")]));
  return places.flatMap((place) => {
    const view = views.get(place.id);
    return view ? [{ place, view }] : [];
  });
}

/** How much the words of a query must be like those of a course, in thousandths; a swapped letter costs the most. */
const leastLikeness = 250;

/**
 * How much the words of a query are like those of a course, on the average: whole words with their typos, or their
 * beginnings; in the title they weigh more. In whole thousandths, so that a page token names it exactly.
 */
function likeness(words: readonly string[]): SQL<number> {
  // Cast, since a bare number in an order stands for a column.
  if (words.length === 0) return sql<number>`0::int`;
  const { searchTitle: title, searchText: text } = courses;
  const each = words.map(
    (word) => sql`greatest(
      1000 * strict_word_similarity(${word}, ${title}),
      900 * strict_word_similarity(${word}, ${text}),
      case when strpos(' ' || ${title}, ${` ${word}`}) > 0 then 700 when strpos(' ' || ${text}, ${` ${word}`}) > 0 then 600 end)`,
  );
  return sql<number>`((${sql.join(each, sql` + `)}) / ${words.length})::int`;
}

function teaches(skill: string): SQL {
  return sql`exists (
    select from jsonb_array_elements_text(${courses.publishedSettings} -> 'skills') as skill
    where lower(skill) = lower(${skill}))`;
}

function isAfter(score: SQL<number>, after: CataloguePlace): SQL | undefined {
  const earlier = or(
    lt(courses.publishTime, after.publishTime),
    and(eq(courses.publishTime, after.publishTime), lt(courses.id, after.id)),
  );
  return or(sql`${score} < ${after.score}`, and(sql`${score} = ${after.score}`, earlier));
}

/** A course that is in the catalogue, or that somebody is enrolled in though it left it. */
export async function findPublished(
  db: Database,
  courseId: string,
  accountId: string | undefined,
): Promise<CourseView> {
  const view = await viewCourse(db, eq(courses.id, courseId), "published");
  const open = view?.course.state === "PUBLISHED" || (await isOpenTo(db, view, accountId));
  if (!view || !open) throw courseNotFound();
  return view;
}

async function isOpenTo(db: Database, view: CourseView | undefined, accountId: string | undefined): Promise<boolean> {
  if (!view || !accountId || view.course.publishedVersion === 0) return false;
  return isEnrolled(db, accountId, view.course.id);
}
