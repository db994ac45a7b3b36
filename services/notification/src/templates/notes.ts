import type { Language, Note, NoteWords } from "./template.ts";

const acts: Record<Language, Record<string, string>> = {
  RU: {
    "session.created": "Вход с нового места",
    "password.changed": "Пароль изменён",
    "password.reset": "Пароль восстановлен по ссылке из письма",
    "totp.enabled": "Двухфакторный вход включён",
    "totp.disabled": "Двухфакторный вход выключен",
    "recovery-codes.replaced": "Резервные коды заменены",
    "api-key.created": "Создан ключ API",
    "api-key.deleted": "Ключ API удалён",
  },
  EN: {
    "session.created": "Sign-in from a new place",
    "password.changed": "Password changed",
    "password.reset": "Password reset by the link in a mail",
    "totp.enabled": "Two-factor sign-in turned on",
    "totp.disabled": "Two-factor sign-in turned off",
    "recovery-codes.replaced": "Recovery codes replaced",
    "api-key.created": "API key created",
    "api-key.deleted": "API key deleted",
  },
};

const advice: Record<Language, string> = {
  RU: "Если это были не вы, смените пароль и завершите чужие сеансы.",
  EN: "If this was not you, change your password and end the sessions that are not yours.",
};

/** A note in the words of a language. */
export function noteWords(note: Note, language: Language): NoteWords {
  const where = [note.device, note.place].filter(Boolean).join(" · ");
  return {
    title: acts[language][note.action] ?? note.action,
    body: [where, advice[language]].filter(Boolean).join(". "),
    link: "/settings/security",
  };
}
