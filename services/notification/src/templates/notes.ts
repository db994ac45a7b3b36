import { newsNotes } from "./news-notes.ts";
import type { Language, Note, NoteWords } from "./template.ts";

type WordsOf = { [N in Note["name"]]: (note: Extract<Note, { name: N }>) => NoteWords };

const acts: Record<Language, Record<string, string>> = {
  RU: {
    "session.created": "Вход с нового места",
    "password.changed": "Пароль изменён",
    "password.reset": "Пароль восстановлен по ссылке из письма",
    "totp.enabled": "Двухфакторный вход включён",
    "totp.disabled": "Двухфакторный вход выключен",
    "recovery-codes.replaced": "Резервные коды заменены",
    "passkey.added": "Добавлен ключ доступа",
    "passkey.removed": "Ключ доступа удалён",
    "api-key.created": "Создан ключ API",
    "api-key.deleted": "Ключ API удалён",
  },
  EN: {
    "session.created": "Log-in from a new place",
    "password.changed": "Password changed",
    "password.reset": "Password reset by the link in a mail",
    "totp.enabled": "Two-factor log-in turned on",
    "totp.disabled": "Two-factor log-in turned off",
    "recovery-codes.replaced": "Recovery codes replaced",
    "passkey.added": "Passkey added",
    "passkey.removed": "Passkey removed",
    "api-key.created": "API key created",
    "api-key.deleted": "API key deleted",
  },
};

const percent = (score: number, locale: string) =>
  new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(score);

const moment = (time: string, locale: string) =>
  `${new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(new Date(time))} UTC`;

const place = ({ device, place: where }: { device: string; place: string }) =>
  [device, where].filter(Boolean).join(" · ");

const sentences = (...parts: string[]) => parts.filter(Boolean).join(". ");

const lesson = ({ courseId, lessonId }: { courseId: string; lessonId: string }) =>
  `/courses/${courseId}/lessons/${lessonId}`;

const transferred = {
  import: {
    done: {
      RU: (name: string) => `Страницы импортированы в «${name}»`,
      EN: (name: string) => `Pages came into “${name}”`,
    },
    failed: {
      RU: (name: string) => `Не удалось импортировать страницы в «${name}»`,
      EN: (name: string) => `Pages could not be imported into “${name}”`,
    },
  },
  export: {
    done: { RU: (name: string) => `Экспорт «${name}» готов`, EN: (name: string) => `The export of “${name}” is ready` },
    failed: {
      RU: (name: string) => `Не удалось экспортировать «${name}»`,
      EN: (name: string) => `“${name}” could not be exported`,
    },
  },
};

function quoted(name: string, words: string): string {
  return name ? `${name}: ${words}` : words;
}

const russian: WordsOf = {
  ...newsNotes.RU,
  security: (note) => ({
    title: acts.RU[note.action] ?? note.action,
    body: sentences(place(note), "Если это были не вы, смените пароль и завершите чужие сеансы."),
    link: "/settings/security",
  }),
  followed: ({ followerId, followerName }) => ({
    title: `Новый подписчик: ${followerName}`,
    body: "",
    link: `/people/${followerId}`,
  }),
  enrolled: ({ courseId, courseTitle }) => ({
    title: `Вы записались на курс «${courseTitle}»`,
    body: "Первый урок уже открыт.",
    link: `/courses/${courseId}`,
  }),
  graded: (note) => ({
    title: `Работа проверена: «${note.lessonTitle}»`,
    body: `Результат ${percent(note.score, "ru")}.`,
    link: lesson(note),
  }),
  "work-graded": (note) => ({
    title: `Работу проверили: «${note.assignmentTitle}»`,
    body: `Результат ${percent(note.score, "ru")}. Отзыв ждёт вас в уроке.`,
    link: lesson(note),
  }),
  "lesson-post": (note) => ({
    title: `Обсуждение в курсе «${note.courseTitle}»`,
    body: quoted(note.actorName, note.excerpt),
    link: lesson(note),
  }),
  "path-completed": ({ pathId, pathTitle }) => ({
    title: `Траектория пройдена: «${pathTitle}»`,
    body: "Все обязательные курсы позади. Поздравляем!",
    link: `/paths/${pathId}`,
  }),
  "certificate-issued": ({ certificateId, courseTitle }) => ({
    title: `Вы получили сертификат: «${courseTitle}»`,
    body: "Поздравляем с окончанием курса. Сертификат можно скачать и показать по ссылке.",
    link: `/certificates/${certificateId}`,
  }),
  "certificate-revoked": ({ certificateId, courseTitle, reason }) => ({
    title: `Сертификат отозван: «${courseTitle}»`,
    body: reason,
    link: `/certificates/${certificateId}`,
  }),
  deadline: (note) => ({
    title: `Скоро срок сдачи: «${note.lessonTitle}»`,
    body: `Сдать нужно до ${moment(note.dueTime, "ru")}.`,
    link: lesson(note),
  }),
  "space-role": ({ spaceName, path }) => ({
    title: `Вас добавили в пространство «${spaceName}»`,
    body: "",
    link: path,
  }),
  "page-created": ({ title, path }) => ({ title: `Новая страница: «${title}»`, body: "", link: path }),
  "page-changed": ({ title, path }) => ({ title: `Страница изменилась: «${title}»`, body: "", link: path }),
  "comment-added": ({ title, path, actorName, excerpt }) => ({
    title: `Комментарий к странице «${title}»`,
    body: quoted(actorName, excerpt),
    link: path,
  }),
  mentioned: ({ title, path, actorName, excerpt }) => ({
    title: `Вас упомянули на странице «${title}»`,
    body: quoted(actorName, excerpt),
    link: path,
  }),
  "proposal-made": ({ title, proposalId }) => ({
    title: `Правка ждёт вашего решения: «${title}»`,
    body: "",
    link: `/knowledge/-/proposals/${proposalId}`,
  }),
  "proposal-approved": ({ title, path }) => ({ title: `Ваша правка принята: «${title}»`, body: "", link: path }),
  "proposal-rejected": ({ title, proposalId, reason }) => ({
    title: `Правку вернули на доработку: «${title}»`,
    body: reason,
    link: `/knowledge/-/proposals/${proposalId}`,
  }),
  "review-due": ({ title, path }) => ({
    title: `Пора перечитать страницу «${title}»`,
    body: "Проверьте, что написанное ещё верно, и подтвердите это.",
    link: path,
  }),
  "translation-outdated": ({ title, sourceTitle, path }) => ({
    title: `Перевод устарел: «${title}»`,
    body: `Изменился оригинал, «${sourceTitle}».`,
    link: path,
  }),
  "pages-transferred": ({ spaceName, path, imported, done }) => ({
    title: transferred[imported ? "import" : "export"][done ? "done" : "failed"].RU(spaceName),
    body: "",
    link: path,
  }),
  "import-done": ({ importId, courseTitle }) => ({
    title: `Курс «${courseTitle}» импортирован`,
    body: "В отчёте видно, что взято, изменено и пропущено.",
    link: `/authoring/imports/${importId}`,
  }),
  "import-failed": ({ importId, fileName }) => ({
    title: `Файл ${fileName} не удалось импортировать`,
    body: "Причина указана в отчёте.",
    link: `/authoring/imports/${importId}`,
  }),
};

const english: WordsOf = {
  ...newsNotes.EN,
  security: (note) => ({
    title: acts.EN[note.action] ?? note.action,
    body: sentences(place(note), "If this was not you, change your password and end the sessions that are not yours."),
    link: "/settings/security",
  }),
  followed: ({ followerId, followerName }) => ({
    title: `${followerName} follows you`,
    body: "",
    link: `/people/${followerId}`,
  }),
  enrolled: ({ courseId, courseTitle }) => ({
    title: `You enrolled in “${courseTitle}”`,
    body: "The first lesson is open.",
    link: `/courses/${courseId}`,
  }),
  graded: (note) => ({
    title: `Your work was graded: “${note.lessonTitle}”`,
    body: `You reached ${percent(note.score, "en")}.`,
    link: lesson(note),
  }),
  "work-graded": (note) => ({
    title: `Your work came back: “${note.assignmentTitle}”`,
    body: `You reached ${percent(note.score, "en")}. What was said of it is in the lesson.`,
    link: lesson(note),
  }),
  "lesson-post": (note) => ({
    title: `Something was said in “${note.courseTitle}”`,
    body: quoted(note.actorName, note.excerpt),
    link: lesson(note),
  }),
  "path-completed": ({ pathId, pathTitle }) => ({
    title: `You completed the path “${pathTitle}”`,
    body: "All its courses that count are behind you. Congratulations!",
    link: `/paths/${pathId}`,
  }),
  "certificate-issued": ({ certificateId, courseTitle }) => ({
    title: `You earned a certificate: “${courseTitle}”`,
    body: "Congratulations on completing the course. You can download the certificate and show it by its address.",
    link: `/certificates/${certificateId}`,
  }),
  "certificate-revoked": ({ certificateId, courseTitle, reason }) => ({
    title: `A certificate was taken back: “${courseTitle}”`,
    body: reason,
    link: `/certificates/${certificateId}`,
  }),
  deadline: (note) => ({
    title: `Due soon: “${note.lessonTitle}”`,
    body: `Submit it by ${moment(note.dueTime, "en")}.`,
    link: lesson(note),
  }),
  "space-role": ({ spaceName, path }) => ({
    title: `You were added to the space “${spaceName}”`,
    body: "",
    link: path,
  }),
  "page-created": ({ title, path }) => ({ title: `A new page: “${title}”`, body: "", link: path }),
  "page-changed": ({ title, path }) => ({ title: `A page changed: “${title}”`, body: "", link: path }),
  "comment-added": ({ title, path, actorName, excerpt }) => ({
    title: `A comment on “${title}”`,
    body: quoted(actorName, excerpt),
    link: path,
  }),
  mentioned: ({ title, path, actorName, excerpt }) => ({
    title: `You were mentioned on “${title}”`,
    body: quoted(actorName, excerpt),
    link: path,
  }),
  "proposal-made": ({ title, proposalId }) => ({
    title: `A change waits for your decision: “${title}”`,
    body: "",
    link: `/knowledge/-/proposals/${proposalId}`,
  }),
  "proposal-approved": ({ title, path }) => ({ title: `Your change was approved: “${title}”`, body: "", link: path }),
  "proposal-rejected": ({ title, proposalId, reason }) => ({
    title: `Your change was sent back: “${title}”`,
    body: reason,
    link: `/knowledge/-/proposals/${proposalId}`,
  }),
  "review-due": ({ title, path }) => ({
    title: `“${title}” is due for review`,
    body: "See whether what it says still holds, and confirm it.",
    link: path,
  }),
  "translation-outdated": ({ title, sourceTitle, path }) => ({
    title: `A translation is outdated: “${title}”`,
    body: `Its source changed: “${sourceTitle}”.`,
    link: path,
  }),
  "pages-transferred": ({ spaceName, path, imported, done }) => ({
    title: transferred[imported ? "import" : "export"][done ? "done" : "failed"].EN(spaceName),
    body: "",
    link: path,
  }),
  "import-done": ({ importId, courseTitle }) => ({
    title: `The course “${courseTitle}” was imported`,
    body: "The report says what was taken, changed and left out.",
    link: `/authoring/imports/${importId}`,
  }),
  "import-failed": ({ importId, fileName }) => ({
    title: `${fileName} could not be imported`,
    body: "The report says why.",
    link: `/authoring/imports/${importId}`,
  }),
};

/** A note in the words of a language. */
export function noteWords(note: Note, language: Language): NoteWords {
  const words = (language === "RU" ? russian : english)[note.name] as (note: Note) => NoteWords;
  return words(note);
}
