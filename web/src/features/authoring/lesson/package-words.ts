import { defineFailureWords } from "../../../lib/failure-words.ts";
import { defineWords } from "../../../lib/words.ts";

export const packageWords = defineWords("authored-package", {
  en: {
    choose: "Choose package",
    replace: "Choose another",
    facts: { one: "{{version}}, {{count}} file, {{size}} MB", other: "{{version}}, {{count}} files, {{size}} MB" },
    title: "Title",
    entry: "Part that is opened",
    points: "Points",
    pointsHint: "not graded",
    hint: "A zip of SCORM 1.2 or SCORM 2004. It is played apart from the platform, and says itself when it is completed.",
    gradingHint: "The best score counts, in the “{{category}}” of the lesson below.",
    unpacking: "Sent; it is being unpacked…",
    tooLarge: "The package is larger than 256 MB.",
  },
  ru: {
    choose: "Выбрать пакет",
    replace: "Выбрать другой",
    facts: {
      one: "{{version}}, {{count}} файл, {{size}} МБ",
      few: "{{version}}, {{count}} файла, {{size}} МБ",
      many: "{{version}}, {{count}} файлов, {{size}} МБ",
      other: "{{version}}, {{count}} файла, {{size}} МБ",
    },
    title: "Название",
    entry: "Какая часть открывается",
    points: "Баллы",
    pointsHint: "без оценки",
    hint: "Архив zip формата SCORM 1.2 или SCORM 2004. Он работает отдельно от платформы и сам сообщает, что пройден.",
    gradingHint: "Засчитывается лучший результат; «{{category}}» урока задаётся ниже.",
    unpacking: "Отправлено, распаковывается…",
    tooLarge: "Пакет больше 256 МБ.",
  },
});

defineFailureWords({
  en: {
    PACKAGE_INVALID: "This is no SCORM package that can be played: it has no manifest, or its pages are missing.",
    ARCHIVE_HOSTILE: "The archive tries to harm: it unpacks to far more than it shows, or writes outside itself.",
    ARCHIVE_TOO_LARGE: "The archive is too large once unpacked.",
    ARCHIVE_UNREADABLE: "The archive is damaged, encrypted, or of another kind.",
    XML_INVALID: "The manifest of the package is broken.",
    XML_HOSTILE: "The manifest of the package tries what it must not.",
    TEXT_UNREADABLE: "The manifest of the package cannot be read; it must be UTF-8.",
  },
  ru: {
    PACKAGE_INVALID: "Это не пакет SCORM, который можно проиграть: в нём нет манифеста или не хватает страниц.",
    ARCHIVE_HOSTILE: "Архив опасен: он раздувается при распаковке или пишет за свои пределы.",
    ARCHIVE_TOO_LARGE: "Архив слишком велик в распакованном виде.",
    ARCHIVE_UNREADABLE: "Архив повреждён, зашифрован или другого вида.",
    XML_INVALID: "Манифест пакета повреждён.",
    XML_HOSTILE: "Манифест пакета пытается сделать недозволенное.",
    TEXT_UNREADABLE: "Манифест пакета не читается: нужна кодировка UTF-8.",
  },
});
