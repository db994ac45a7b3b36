import { defineWords } from "../../../lib/words.ts";

export const leaderboardWords = defineWords("learning-leaderboard", {
  en: {
    title: "Leaderboard",
    about: "By the best attempts and the graded works. You may leave it whenever you like; nobody sees you in it then.",
    none: "Nobody has earned points yet.",
    you: "you",
    somebody: "Somebody who is gone",
    points: { one: "{{count}} point", other: "{{count}} points" },
    leave: "Leave the leaderboard",
    left: "You left the leaderboard: nobody sees you in it.",
    join: "Be in it again",
    enabled: "Leaderboard",
    enabledHint: "Learners see who earned most points. Each may leave it.",
  },
  ru: {
    title: "Таблица лидеров",
    about: "По лучшим попыткам и проверенным работам. Из неё можно выйти в любой момент, и вас в ней никто не увидит.",
    none: "Пока никто не набрал баллов.",
    you: "вы",
    somebody: "Человек, которого больше нет",
    points: {
      one: "{{count}} балл",
      few: "{{count}} балла",
      many: "{{count}} баллов",
      other: "{{count}} балла",
    },
    leave: "Выйти из таблицы",
    left: "Вы вышли из таблицы: вас в ней никто не видит.",
    join: "Вернуться в неё",
    enabled: "Таблица лидеров",
    enabledHint: "Участники видят, кто набрал больше баллов. Каждый может из неё выйти.",
  },
});
