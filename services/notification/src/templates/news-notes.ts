import type { Language, Note, NoteWords } from "./template.ts";

type NewsNote = Extract<Note, { path: string; name: `article-${string}` }>;
type WordsOf = { [N in NewsNote["name"]]: (note: Extract<NewsNote, { name: N }>) => NoteWords };

const said = (name: string, words: string) => (name ? `${name}: ${words}` : words);

/** What the inbox tells of the news. */
export const newsNotes: Record<Language, WordsOf> = {
  RU: {
    "article-of-author": ({ title, path, authorName }) => ({
      title: `Новая статья: «${title}»`,
      body: `Автор: ${authorName}`,
      link: path,
    }),
    "article-of-tag": ({ title, path, tagName }) => ({
      title: `Новая статья: «${title}»`,
      body: `Тема: ${tagName}`,
      link: path,
    }),
    "article-commented": ({ title, path, actorName, excerpt }) => ({
      title: `Комментарий к статье «${title}»`,
      body: said(actorName, excerpt),
      link: path,
    }),
    "article-answered": ({ title, path, actorName, excerpt }) => ({
      title: `Вам ответили под статьёй «${title}»`,
      body: said(actorName, excerpt),
      link: path,
    }),
    "article-comment-shown": ({ title, path }) => ({
      title: `Ваш комментарий к статье «${title}» виден всем`,
      body: "",
      link: path,
    }),
    "article-comment-hidden": ({ title, path, reason }) => ({
      title: `Ваш комментарий к статье «${title}» скрыт`,
      body: reason,
      link: path,
    }),
  },
  EN: {
    "article-of-author": ({ title, path, authorName }) => ({
      title: `A new article: “${title}”`,
      body: `By ${authorName}`,
      link: path,
    }),
    "article-of-tag": ({ title, path, tagName }) => ({
      title: `A new article: “${title}”`,
      body: `On ${tagName}`,
      link: path,
    }),
    "article-commented": ({ title, path, actorName, excerpt }) => ({
      title: `A comment on “${title}”`,
      body: said(actorName, excerpt),
      link: path,
    }),
    "article-answered": ({ title, path, actorName, excerpt }) => ({
      title: `An answer to you below “${title}”`,
      body: said(actorName, excerpt),
      link: path,
    }),
    "article-comment-shown": ({ title, path }) => ({
      title: `Everybody sees your comment on “${title}”`,
      body: "",
      link: path,
    }),
    "article-comment-hidden": ({ title, path, reason }) => ({
      title: `Your comment on “${title}” was hidden`,
      body: reason,
      link: path,
    }),
  },
};
