import { defineWords } from "../../../lib/words.ts";

export const calendarWords = defineWords("learning-calendar", {
  en: {
    open: "Deadlines in my calendar",
    title: "Deadlines in your calendar",
    about:
      "Subscribe to a secret address in your calendar program, and it shows what you have to submit and when, in all your courses.",
    create: "Get the address",
    made: "Your address was made on {{date}}: for your safety it was shown once.",
    anew: "Get a new address",
    anewText: "The one before stops working at once.",
    remove: "Stop sharing",
    removed: "The address leads nowhere now.",
    shown: "This is the address. Copy it now: it will not be shown again, and whoever has it sees your deadlines.",
    subscribe: "Open in the calendar program",
  },
  ru: {
    open: "Сроки в моём календаре",
    title: "Сроки в вашем календаре",
    about:
      "Подпишитесь на секретный адрес в программе-календаре, и она покажет, что и когда сдавать во всех ваших курсах.",
    create: "Получить адрес",
    made: "Адрес выдан {{date}}: для безопасности он показывается один раз.",
    anew: "Получить новый адрес",
    anewText: "Прежний сразу перестанет работать.",
    remove: "Закрыть доступ",
    removed: "Адрес больше никуда не ведёт.",
    shown: "Вот адрес. Скопируйте его сейчас: больше он не покажется, а тот, у кого он есть, видит ваши сроки.",
    subscribe: "Открыть в программе-календаре",
  },
});
