import { defineFailureWords } from "../../../lib/failure-words.ts";
import { defineWords } from "../../../lib/words.ts";

export const dataWords = defineWords("data", {
  en: {
    settings: "Settings",
    data: "Your data",
    about: "Take everything along, or leave nothing behind.",
    export: "Export",
    exportText:
      "Everything that the platform knows of you, as one JSON file. Each service adds its part; it takes a moment.",
    begin: "Export my data",
    again: "Export anew",
    gathering: "{{done}} of {{all}} parts have come",
    awaited: "Waiting for {{services}}",
    ready: "The file is ready. It is kept for seven days.",
    download: "Download",
    size: "JSON, {{size}}",
    erase: "Erase the account",
    eraseText: "Ends your account and erases what every service holds of you. It cannot be undone.",
    eraseAction: "Erase my account",
    eraseTitle: "Erase the account for ever?",
    eraseSure:
      "Your profile, progress, certificates, notifications and keys will be gone, and your certificates can no longer be verified.",
    eraseWord: "erase",
  },
  ru: {
    settings: "Настройки",
    data: "Ваши данные",
    about: "Заберите всё с собой или не оставляйте ничего.",
    export: "Выгрузка",
    exportText:
      "Всё, что платформа знает о вас, одним файлом JSON. Каждый сервис добавляет свою часть, это займёт немного времени.",
    begin: "Выгрузить мои данные",
    again: "Выгрузить заново",
    gathering: "Собрано частей: {{done}} из {{all}}",
    awaited: "Ждём: {{services}}",
    ready: "Файл готов. Он хранится семь дней.",
    download: "Скачать",
    size: "JSON, {{size}}",
    erase: "Удаление аккаунта",
    eraseText: "Аккаунт закроется, и каждый сервис удалит всё, что о вас хранит. Отменить это нельзя.",
    eraseAction: "Удалить мой аккаунт",
    eraseTitle: "Удалить аккаунт навсегда?",
    eraseSure:
      "Профиль, успехи, сертификаты, уведомления и ключи исчезнут, а ваши сертификаты больше нельзя будет проверить.",
    eraseWord: "удалить",
  },
});

defineFailureWords({
  en: { EXPORT_NOT_FOUND: "This export is not kept any more. Start another." },
  ru: { EXPORT_NOT_FOUND: "Эта выгрузка уже не хранится. Начните новую." },
});
