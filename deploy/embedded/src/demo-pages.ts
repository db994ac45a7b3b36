import { Language } from "@platform/grpc/platform/common/v1/common.ts";

/** A page of the demo space; those below it come right behind. */
export interface DemoPage {
  title: string;
  language: Language;
  icon?: string;
  markdown: string;
  /** The title of the page above. */
  parent?: string;
  /** The title of the page that it is a translation of. */
  translationOf?: string;
}

/** The space that the demo's knowledge base has. */
export const demoSpace = {
  name: "Справочник сообщества",
  slug: "handbook",
  icon: "🧭",
  description: "Как здесь всё устроено: по-русски и по-английски. / How things work here, in Russian and English.",
};

/** What it says: how the knowledge base itself works. */
export const demoPages: DemoPage[] = [
  {
    title: "С чего начать",
    language: Language.RU,
    icon: "👋",
    markdown: `Здесь собрано то, что полезно знать каждому.

> [!TIP]
> Нажмите **Ctrl K**, чтобы найти страницу по любым словам: опечатки прощаются.

- [ ] Прочитайте, [[Как писать страницы|как писать страницы]]
- [ ] Узнайте, [[Кто что может|кто что может]]
- [ ] Пройдите курс «Первые шаги на платформе»
`,
  },
  {
    title: "Как писать страницы",
    language: Language.RU,
    parent: "С чего начать",
    markdown: `## Ссылки

Двойные скобки ведут на страницу: \`[[С чего начать]]\`. Если переименовать страницу, ссылки последуют за ней. [[Страница, которой нет]] показана красным: нажмите на неё, чтобы написать.

## Формулы и диаграммы

Формула в строке: $e^{i\\pi} + 1 = 0$.

\`\`\`mermaid
graph LR
  Правка --> Редактор
  Редактор -->|одобряет| Страница
  Редактор -->|возвращает| Правка
\`\`\`

## Таблицы

| Что | Как |
| --- | --- |
| Жирный | \`**текст**\` |
| Задача | \`- [ ] сделать\` |
| Выноска | \`> [!NOTE]\` |
`,
  },
  {
    title: "Кто что может",
    language: Language.RU,
    parent: "С чего начать",
    markdown: `| Роль | Читает | Пишет | Одобряет | Настраивает |
| --- | --- | --- | --- | --- |
| Читатель | да | | | |
| Автор | да | да | | |
| Редактор | да | да | да | |
| Владелец | да | да | да | да |

У отдельной страницы может быть свой доступ; он действует и на всё, что внутри неё.
`,
  },
  {
    title: "Where to begin",
    language: Language.EN,
    icon: "👋",
    translationOf: "С чего начать",
    markdown: `What is useful for everybody to know is written down here.

> [!TIP]
> Press **Ctrl K** to find a page by any of its words; typing errors are forgiven.

- [ ] Read [[How to write pages|how to write pages]]
- [ ] Learn who may do what
- [ ] Take the course “First steps on the platform”
`,
  },
  {
    title: "How to write pages",
    language: Language.EN,
    parent: "Where to begin",
    translationOf: "Как писать страницы",
    markdown: `## Links

Double brackets lead to a page: \`[[Where to begin]]\`. When a page is renamed, links follow it.

## Formulas

Within a line: $e^{i\\pi} + 1 = 0$.
`,
  },
];

/** What is said about a page: a question, and its answer. */
export const demoTalk = {
  title: "Как писать страницы",
  learner: "А можно ли писать страницу вдвоём? Я начал черновик и хотел бы позвать ещё кого-нибудь.",
  admin: "Да: откройте её оба и пишите одновременно, вы увидите курсоры друг друга. Всё сохраняется само.",
};

/** A change that waits for an editor, so that the demo shows one. */
export const demoProposal = {
  title: "Where to begin",
  addition: "\nAnd ask in the support desk when something is missing here.\n",
  note: "Where to ask",
};
