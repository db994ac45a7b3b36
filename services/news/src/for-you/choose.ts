import type { Language } from "../articles/article.ts";
import type { Listed } from "../articles/view.ts";

/** What somebody cares for. */
export interface Interests {
  accountId: string;
  language: Language;
  /** Whom they follow. */
  followed: ReadonlySet<string>;
  /** The slugs of the tags that they follow. */
  followedTags: ReadonlySet<string>;
  /** Their courses, with the tags of what they teach. */
  courses: readonly { title: string; tags: ReadonlySet<string> }[];
  /** The tags of what they read. */
  topics: ReadonlySet<string>;
}

const order = ["FOLLOWED", "TAG", "COURSE", "TOPIC", "NEW"] as const;

/** Why an article is shown, the strongest reason first. */
export type Reason = (typeof order)[number];

export interface Chosen extends Listed {
  reason: Reason;
  /** Whom or what the reason names; empty for what is new. */
  because: string;
}

/**
 * Articles for somebody, out of those that they have not read, which come newest first: those with the strongest reason
 * first, each in one language, their own where it is there. Nothing of their own, and what is merely new in their
 * language alone.
 */
export function choose(unread: readonly Listed[], interests: Interests, limit: number): Chosen[] {
  const { accountId, language } = interests;
  const own = new Set(
    unread.filter(({ article }) => article.language === language).map(({ article }) => article.groupId),
  );
  return unread
    .filter(({ authors }) => !authors.some((author) => author.accountId === accountId))
    .filter(({ article }) => article.language === language || !own.has(article.groupId))
    .map((listed) => ({ ...listed, ...reasonFor(listed, interests) }))
    .filter(({ article, reason }) => reason !== "NEW" || article.language === language)
    .sort((a, b) => order.indexOf(a.reason) - order.indexOf(b.reason))
    .slice(0, limit);
}

function reasonFor(
  { authors, tags }: Listed,
  { followed, followedTags, courses, topics }: Interests,
): Omit<Chosen, keyof Listed> {
  const author = authors.find(({ accountId }) => followed.has(accountId));
  if (author) return { reason: "FOLLOWED", because: author.name };
  const wanted = tags.find(({ slug }) => followedTags.has(slug));
  if (wanted) return { reason: "TAG", because: wanted.name };
  const course = courses.find((each) => tags.some(({ slug }) => each.tags.has(slug)));
  if (course) return { reason: "COURSE", because: course.title };
  const topic = tags.find(({ slug }) => topics.has(slug));
  if (topic) return { reason: "TOPIC", because: topic.name };
  return { reason: "NEW", because: "" };
}
