import { Language } from "@platform/grpc/platform/common/v1/common.ts";

/** An article of the demo space. */
export interface DemoArticle {
  title: string;
  language: Language;
  summary: string;
  tags: string[];
  markdown: string;
  /** The title of the article that it is another language's version of. */
  versionOf?: string;
  /** The series that it is a part of. */
  series?: string;
  featured?: boolean;
}

/** What the demo's news tell, the oldest first. */
export const demoArticles: DemoArticle[] = [
  {
    title: "Платформа открыта",
    language: Language.RU,
    summary: "Курсы, база знаний и новости живут под одним аккаунтом. Вот с чего начать.",
    tags: ["Платформа", "Начало"],
    featured: true,
    markdown: `Сегодня мы открыли площадку, на которой сообщество учится и договаривается.

## Что уже есть

- **Курсы.** Начните с «Первых шагов»: урок, тест и сертификат, который может проверить любой.
- **База знаний.** Всё, о чём договорились, записано в [справочнике](/knowledge/handbook).
- **Новости.** Их читают и без аккаунта, а программы для чтения берут их из [ленты](/news/feed.xml).

## Что дальше

Расскажите нам, чего не хватает. Лучше всего работает простой способ: напишите страницу и предложите её редакторам.

> Площадка принадлежит тем, кто на ней пишет.
`,
  },
  {
    title: "The platform is open",
    language: Language.EN,
    versionOf: "Платформа открыта",
    summary: "Courses, a knowledge base and news behind one account. Here is where to begin.",
    tags: ["Platform", "Beginnings"],
    featured: true,
    markdown: `Today we opened a place where a community learns and comes to agreements.

## What is here already

- **Courses.** Begin with “First steps”: a lesson, a quiz, and a certificate that anybody can check.
- **The knowledge base.** What we agreed on is written down in the [handbook](/knowledge/handbook).
- **News.** They are read without an account too, and readers' programs take them from a [feed](/news/feed.xml).

## What comes next

Tell us what is missing. The simple way works best: write a page and propose it to the editors.

> The place belongs to those who write in it.
`,
  },
  {
    title: "How to learn in short sittings",
    language: Language.EN,
    summary: "Twenty minutes a day beat a Sunday. What the research says, and how the lessons here are cut for it.",
    tags: ["Learning"],
    series: "Learning better",
    markdown: `Long evenings with a textbook feel like work. Short sittings work better.

## Spread it out

What is met again after a day stays longer than what was read five times in a row. Each lesson here ends where a pause makes sense.

## Ask yourself

Close the page and say what it said. A question that you could not answer teaches more than a page that you read twice:

1. Read one block.
2. Close it.
3. Write down one sentence.

| Way | Minutes a day | Kept after a month |
| --- | ---: | --- |
| Reading again | 60 | little |
| Asking yourself | 20 | much |
`,
  },
  {
    title: "Reading code as one reads prose",
    language: Language.EN,
    summary: "Where to begin in a repository that you have never seen.",
    tags: ["Learning", "Code"],
    series: "Learning better",
    markdown: `Nobody reads a program from its first file to its last. Begin where it begins to run.

\`\`\`ts
export default defineService({ name: "news", rpc, consumers, tasks });
\`\`\`

One line names the rooms; each room says in its README what it owns. Follow *one* request through, and the house is yours.
`,
  },
  {
    title: "Как читать чужой код",
    language: Language.RU,
    versionOf: "Reading code as one reads prose",
    summary: "С чего начать в репозитории, который видишь впервые.",
    tags: ["Обучение", "Код"],
    markdown: `Никто не читает программу от первого файла до последнего. Начните там, где она начинает работать.

\`\`\`ts
export default defineService({ name: "news", rpc, consumers, tasks });
\`\`\`

Одна строка называет комнаты, а каждая комната в своём README говорит, чем владеет. Пройдите за *одним* запросом до конца, и дом станет вашим.
`,
  },
];
