import { peopleTable } from "@platform/kit";
import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";

const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
const language = () => text("language", { enum: ["RU", "EN"] }).notNull();
const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
const article = () =>
  uuid("article_id")
    .notNull()
    .references(() => articles.id, { onDelete: "cascade" });

/** People by name, as auth's and user's events told. */
export const people = peopleTable("people");

/** Articles that follow one another. */
export const series = pgTable("series", {
  id: uuid("id").primaryKey(),
  title: text("title").notNull(),
  language: language(),
  makerId: uuid("maker_id").notNull(),
  createTime: time("create_time").notNull(),
});

export const articles = pgTable(
  "articles",
  {
    id: uuid("id").primaryKey(),
    /** Those of one group are one article in several languages. */
    groupId: uuid("group_id").notNull(),
    /** Unlike all others, in whatever language, since an address does not say a language. */
    slug: text("slug").notNull().unique(),
    language: language(),
    state: text("state", { enum: ["DRAFT", "SCHEDULED", "PUBLISHED", "ARCHIVED"] }).notNull(),
    title: text("title").notNull(),
    summary: text("summary").notNull().default(""),
    markdown: text("markdown").notNull().default(""),
    /** What feeds hold: the text as HTML, with pictures still as `picture:<id>`. */
    html: text("html").notNull().default(""),
    readingMinutes: integer("reading_minutes").notNull().default(0),
    coverKey: text("cover_key"),
    seoTitle: text("seo_title").notNull().default(""),
    seoDescription: text("seo_description").notNull().default(""),
    canonicalUrl: text("canonical_url").notNull().default(""),
    /** The feed that brought it, by name, and where it was published first; empty for one that was written here. */
    sourceName: text("source_name").notNull().default(""),
    sourceUrl: text("source_url").notNull().default(""),
    featured: boolean("featured").notNull().default(false),
    commentsOpen: boolean("comments_open").notNull().default(true),
    newsletter: boolean("newsletter").notNull().default(false),
    newsletterTime: time("newsletter_time"),
    seriesId: uuid("series_id").references(() => series.id, { onDelete: "set null" }),
    seriesPosition: integer("series_position").notNull().default(0),
    /** Grows with each change, so that no writer overwrites another's. */
    revision: integer("revision").notNull().default(1),
    /** When it shall be published by itself. */
    scheduleTime: time("schedule_time"),
    /** When it was published first; feeds and lists keep it in its place from then on. */
    publishTime: time("publish_time"),
    createTime: time("create_time").notNull(),
    updateTime: time("update_time").notNull(),
    search: tsvector("search").notNull(),
  },
  (table) => [
    unique("articles_version").on(table.groupId, table.language),
    index("articles_newest").on(table.state, table.publishTime, table.id),
    index("articles_changed").on(table.updateTime, table.id),
    index("articles_series").on(table.seriesId, table.seriesPosition),
    index("articles_schedule").on(table.scheduleTime),
    index("articles_search").using("gin", table.search),
  ],
);

/** Slugs that articles had before. */
export const articleSlugs = pgTable(
  "article_slugs",
  { slug: text("slug").primaryKey(), articleId: article() },
  (table) => [index("article_slugs_article").on(table.articleId)],
);

/** Who wrote what, in their order. */
export const articleAuthors = pgTable(
  "article_authors",
  { articleId: article(), accountId: uuid("account_id").notNull(), position: integer("position").notNull() },
  (table) => [
    primaryKey({ columns: [table.articleId, table.accountId] }),
    index("article_authors_account").on(table.accountId),
  ],
);

export const tags = pgTable("tags", { slug: text("slug").primaryKey(), name: text("name").notNull() });

export const articleTags = pgTable(
  "article_tags",
  {
    articleId: article(),
    tag: text("tag")
      .notNull()
      .references(() => tags.slug),
    position: integer("position").notNull(),
  },
  (table) => [primaryKey({ columns: [table.articleId, table.tag] }), index("article_tags_tag").on(table.tag)],
);

/** Pictures that texts name. */
export const pictures = pgTable(
  "pictures",
  { id: uuid("id").primaryKey(), articleId: article(), blobKey: text("blob_key").notNull() },
  (table) => [index("pictures_article").on(table.articleId)],
);

/** What people said about articles. */
export const comments = pgTable(
  "comments",
  {
    id: uuid("id").primaryKey(),
    articleId: article(),
    /** The comment that it answers, which itself answers none. */
    parentId: uuid("parent_id").references((): AnyPgColumn => comments.id, { onDelete: "cascade" }),
    authorId: uuid("author_id").notNull(),
    markdown: text("markdown").notNull(),
    state: text("state", { enum: ["VISIBLE", "HELD", "HIDDEN", "DELETED"] }).notNull(),
    /** Why it was hidden. */
    reason: text("reason").notNull().default(""),
    /** Reports that nobody decided on. */
    reportCount: integer("report_count").notNull().default(0),
    createTime: time("create_time").notNull(),
    updateTime: time("update_time"),
  },
  (table) => [
    index("comments_article").on(table.articleId, table.parentId, table.createTime, table.id),
    index("comments_parent").on(table.parentId),
    index("comments_author").on(table.authorId, table.state),
    index("comments_queue").on(table.createTime, table.id).where(sql`state = 'HELD' or report_count > 0`),
  ],
);

/** Who reported which comment. */
export const commentReports = pgTable(
  "comment_reports",
  {
    commentId: uuid("comment_id")
      .notNull()
      .references(() => comments.id, { onDelete: "cascade" }),
    accountId: uuid("account_id").notNull(),
    text: text("text").notNull(),
    createTime: time("create_time").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.commentId, table.accountId] }),
    index("comment_reports_account").on(table.accountId),
  ],
);

/** Who reacted to which article in which way. */
export const reactions = pgTable(
  "reactions",
  {
    articleId: article(),
    kind: text("kind", { enum: ["LIKE", "INSIGHT", "CELEBRATE", "THANKS"] }).notNull(),
    accountId: uuid("account_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.articleId, table.kind, table.accountId] }),
    index("reactions_account").on(table.accountId),
  ],
);

/** Feeds elsewhere whose items appear among the articles. */
export const feedImports = pgTable(
  "feed_imports",
  {
    id: uuid("id").primaryKey(),
    url: text("url").notNull().unique(),
    name: text("name").notNull(),
    language: language(),
    tags: text("tags").array().notNull(),
    paused: boolean("paused").notNull().default(false),
    /** Validators of what was read last. */
    etag: text("etag").notNull().default(""),
    lastModified: text("last_modified").notNull().default(""),
    readTime: time("read_time"),
    nextTime: time("next_time").notNull(),
    /** Why it could not be read the last time; empty where it could. */
    failure: text("failure").notNull().default(""),
    /** How often in a row it could not. */
    failures: integer("failures").notNull().default(0),
    createTime: time("create_time").notNull(),
  },
  (table) => [index("feed_imports_next").on(table.nextTime)],
);

/** Items that feeds brought, those included whose articles were removed here, so that they do not come back. */
export const importedItems = pgTable(
  "imported_items",
  {
    importId: uuid("import_id")
      .notNull()
      .references(() => feedImports.id, { onDelete: "cascade" }),
    guid: text("guid").notNull(),
    link: text("link").notNull(),
    articleId: uuid("article_id").references(() => articles.id, { onDelete: "set null" }),
    /** Of what the feed said of it last. */
    hash: text("hash").notNull(),
    /** The article's revision when the feed wrote it; another one means that somebody here did since. */
    revision: integer("revision").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.guid] }),
    index("imported_items_link").on(table.link),
    index("imported_items_article").on(table.articleId),
  ],
);

/** Who follows whom, as user's events told. */
export const follows = pgTable(
  "follows",
  { followerId: uuid("follower_id").notNull(), accountId: uuid("account_id").notNull() },
  (table) => [
    primaryKey({ columns: [table.followerId, table.accountId] }),
    index("follows_account").on(table.accountId),
  ],
);

/** Who follows which tag. */
export const tagFollows = pgTable(
  "tag_follows",
  {
    accountId: uuid("account_id").notNull(),
    tag: text("tag")
      .notNull()
      .references(() => tags.slug, { onDelete: "cascade" }),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.tag] }), index("tag_follows_tag").on(table.tag)],
);

/** What the courses teach that people entered, as learning's events told. */
export const coursesEntered = pgTable(
  "courses_entered",
  {
    accountId: uuid("account_id").notNull(),
    courseId: uuid("course_id").notNull(),
    title: text("title").notNull(),
    /** Slugs of tags that are called as its skills are. */
    tags: text("tags").array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.courseId] })],
);

/** Who read what. */
export const reads = pgTable(
  "reads",
  { accountId: uuid("account_id").notNull(), articleId: article(), readTime: time("read_time").notNull() },
  (table) => [
    primaryKey({ columns: [table.accountId, table.articleId] }),
    index("reads_latest").on(table.accountId, table.readTime),
  ],
);
