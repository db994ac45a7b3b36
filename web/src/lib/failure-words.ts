import type { Failure } from "./failure.ts";
import { defineWords, useWords } from "./words.ts";

const texts = defineWords("failure", {
  en: {
    UNREACHABLE: "The platform does not answer. Check your connection and try again.",
    INTERNAL: "Something went wrong on our side. Nothing of yours is lost; try again in a moment.",
    RATE_LIMITED: "Too many tries. Wait {{seconds}} s and try again.",
    CREDENTIALS_WRONG: "The address or the password is wrong.",
    EMAIL_UNCONFIRMED: "Confirm your address first: the link is in the mail that we sent.",
    CODE_WRONG: "This code is wrong, used, or too old.",
    CHALLENGE_CLOSED: "That took too long. Log in with your password again.",
    PASSWORD_WRONG: "The password is wrong.",
    PASSWORD_COMMON: "This password is one of those that are tried first. Choose another.",
    PASSWORD_SHORT: "The password is too short.",
    PASSKEY_WRONG: "This passkey is not known here.",
    REAUTHENTICATION_REQUIRED: "Confirm that it is you to go on.",
    TOKEN_INVALID: "This link was used already, or is too old.",
    HANDLE_TAKEN: "Another person has this handle.",
    LAST_ADMIN: "The platform needs at least one administrator.",
    ACCESS_DENIED: "This is not open to you.",
    REQUEST_INVALID: "Something in the form is not right.",
  },
  ru: {
    UNREACHABLE: "Платформа не отвечает. Проверьте соединение и попробуйте ещё раз.",
    INTERNAL: "У нас что-то сломалось. Ваши данные целы; попробуйте чуть позже.",
    RATE_LIMITED: "Слишком много попыток. Подождите {{seconds}} с и попробуйте снова.",
    CREDENTIALS_WRONG: "Неверный адрес или пароль.",
    EMAIL_UNCONFIRMED: "Сначала подтвердите адрес: ссылка в письме, которое мы отправили.",
    CODE_WRONG: "Код неверный, уже использован или устарел.",
    CHALLENGE_CLOSED: "Прошло слишком много времени. Войдите с паролем ещё раз.",
    PASSWORD_WRONG: "Неверный пароль.",
    PASSWORD_COMMON: "Такой пароль подбирают первым. Выберите другой.",
    PASSWORD_SHORT: "Пароль слишком короткий.",
    PASSKEY_WRONG: "Этот ключ доступа здесь неизвестен.",
    REAUTHENTICATION_REQUIRED: "Чтобы продолжить, подтвердите, что это вы.",
    TOKEN_INVALID: "Эта ссылка уже использована или устарела.",
    HANDLE_TAKEN: "Это имя уже занято.",
    LAST_ADMIN: "На платформе должен остаться хотя бы один администратор.",
    ACCESS_DENIED: "Эта страница вам недоступна.",
    REQUEST_INVALID: "В форме есть ошибка.",
  },
});

/** Adds the words of a feature's own reasons, `COURSE_NOT_FOUND` for one. */
export function defineFailureWords<Reason extends string>(words: {
  en: Record<Reason, string>;
  ru: Record<NoInfer<Reason>, string>;
}): void {
  defineWords("failure", words);
}

/** What a failure means, in the page's language. */
export function useFailureWords(): (failure: Failure) => string {
  const words = useWords(texts) as (key: string, values?: Record<string, unknown>) => string;
  return ({ reason, retryAfter }) => {
    const said = words(reason, { seconds: retryAfter ?? 60 });
    return said === reason ? words("INTERNAL") : said;
  };
}
