import { noteWords } from "./notes.ts";
import type { Language, LetterWords, PlainLetter } from "./template.ts";

type WordsOf = { [N in PlainLetter["name"]]: (letter: Extract<PlainLetter, { name: N }>) => LetterWords };

const russian: WordsOf = {
  "confirm-email": ({ token }) => ({
    subject: "Подтвердите адрес",
    paragraphs: [
      "Кто-то, вероятно вы, указал этот адрес при регистрации. Подтвердите его, чтобы войти.",
      "Ссылка действует 24 часа. Если вы не регистрировались, просто удалите это письмо.",
    ],
    action: { label: "Подтвердить адрес", path: `/confirm?token=${token}` },
  }),
  "reset-password": ({ token }) => ({
    subject: "Новый пароль",
    paragraphs: [
      "Кто-то, вероятно вы, попросил восстановить пароль. Задайте новый по ссылке.",
      "Ссылка действует один час. Если вы этого не просили, ничего делать не нужно: пароль остался прежним.",
    ],
    action: { label: "Задать новый пароль", path: `/reset?token=${token}` },
  }),
  "registration-repeated": () => ({
    subject: "У вас уже есть учётная запись",
    paragraphs: [
      "Кто-то, вероятно вы, пытался зарегистрироваться с этим адресом, но учётная запись с ним уже есть.",
      "Войдите, а если забыли пароль, восстановите его на странице входа.",
    ],
    action: { label: "Войти", path: "/log-in" },
  }),
  "confirm-newsletter": ({ token }) => ({
    subject: "Подтвердите подписку на новости",
    paragraphs: [
      "Кто-то, вероятно вы, попросил присылать на этот адрес избранные статьи. Подтвердите, что хотите их получать.",
      "Ссылка действует 24 часа. Если вы этого не просили, просто удалите это письмо: больше ничего не придёт.",
    ],
    action: { label: "Подписаться", path: `/newsletter?token=${token}` },
  }),
  note: ({ note }) => fromNote(note, "RU", "Подробнее"),
};

const english: WordsOf = {
  "confirm-email": ({ token }) => ({
    subject: "Confirm your address",
    paragraphs: [
      "Somebody, probably you, gave this address to sign up. Confirm it to get in.",
      "The link works for 24 hours. If you did not sign up, just delete this mail.",
    ],
    action: { label: "Confirm address", path: `/confirm?token=${token}` },
  }),
  "reset-password": ({ token }) => ({
    subject: "A new password",
    paragraphs: [
      "Somebody, probably you, asked to reset the password. Set a new one with the link.",
      "The link works for one hour. If you did not ask, there is nothing to do: the password is as it was.",
    ],
    action: { label: "Set a new password", path: `/reset?token=${token}` },
  }),
  "registration-repeated": () => ({
    subject: "You have an account already",
    paragraphs: [
      "Somebody, probably you, tried to sign up with this address, but it has an account already.",
      "Log in, or reset your password on the log-in page if you forgot it.",
    ],
    action: { label: "Log in", path: "/log-in" },
  }),
  "confirm-newsletter": ({ token }) => ({
    subject: "Confirm that you want the newsletter",
    paragraphs: [
      "Somebody, probably you, asked to send chosen articles to this address. Confirm that you want them.",
      "The link works for 24 hours. If you did not ask, just delete this mail: nothing else will come.",
    ],
    action: { label: "Subscribe", path: `/newsletter?token=${token}` },
  }),
  note: ({ note }) => fromNote(note, "EN", "See more"),
};

function fromNote(note: Parameters<typeof noteWords>[0], language: Language, label: string): LetterWords {
  const { title, body, link } = noteWords(note, language);
  return { subject: title, paragraphs: [body].filter(Boolean), ...(link && { action: { label, path: link } }) };
}

/** A mail in the words of a language. */
export function letterWords(letter: PlainLetter, language: Language): LetterWords {
  const words = (language === "RU" ? russian : english)[letter.name] as (letter: PlainLetter) => LetterWords;
  return words(letter);
}
