import { defineWords } from "../../../lib/words.ts";

export const searchWords = defineWords("knowledge-search", {
  en: {
    title: "Search pages",
    hint: "Words, in any form; “quoted” ones as they stand",
    everyLanguage: "Any language",
    inSpace: "In this space alone",
    found: { one: "{{count}} page", other: "{{count}} pages" },
    foundMany: "More than {{count}} pages",
    corrected: "Nothing is spelt so. Shown is what was found for “{{words}}”.",
    none: "Nothing was found",
    noneText: "Try other words, fewer of them, or any language.",
    ask: "What are you looking for?",
    askText: "Titles weigh the most; typing errors are forgiven.",
    previous: "Previous",
    next: "Next",
  },
  ru: {
    title: "Поиск по страницам",
    hint: "Слова в любой форме; «в кавычках» — точно как написано",
    everyLanguage: "Любой язык",
    inSpace: "Только в этом пространстве",
    found: {
      one: "{{count}} страница",
      few: "{{count}} страницы",
      many: "{{count}} страниц",
      other: "{{count}} страницы",
    },
    foundMany: "Больше {{count}} страниц",
    corrected: "Так ничего не написано. Показано найденное по запросу «{{words}}».",
    none: "Ничего не нашлось",
    noneText: "Попробуйте другие слова, меньше слов или любой язык.",
    ask: "Что вы ищете?",
    askText: "Важнее всего названия; опечатки прощаются.",
    previous: "Назад",
    next: "Дальше",
  },
});
