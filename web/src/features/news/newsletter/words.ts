import { defineWords } from "../../../lib/words.ts";

/** What readers are told of the newsletter. */
export const newsletterWords = defineWords("newsletter", {
  en: {
    title: "The newsletter",
    about: "Now and then an article that the editors chose, in your mailbox. One click ends it.",
    email: "Your e-mail address",
    emailWrong: "This does not look like an address.",
    subscribe: "Subscribe",
    sent: "If {{email}} does not read it yet, a mail with a link is on its way. Follow the link to confirm.",
    byMail: "Send it to me",
    turnedOn: "The newsletter will come to your address",
    turnedOff: "The newsletter is off",
    notKept: "The change was not kept. Try again.",
  },
  ru: {
    title: "Рассылка",
    about: "Время от времени статья, которую выбрала редакция, у вас в почте. Отписаться можно одним нажатием.",
    email: "Ваш адрес почты",
    emailWrong: "Это не похоже на адрес.",
    subscribe: "Подписаться",
    sent: "Если на {{email}} рассылка ещё не приходит, туда уже отправлено письмо. Перейдите по ссылке из него, чтобы подтвердить подписку.",
    byMail: "Присылать мне",
    turnedOn: "Рассылка будет приходить на ваш адрес",
    turnedOff: "Рассылка отключена",
    notKept: "Изменение не сохранилось. Попробуйте ещё раз.",
  },
});
