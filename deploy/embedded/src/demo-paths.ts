import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { type Area, type Block, QuestionKind } from "@platform/grpc/platform/learning/v1/course.ts";
import { ask, choices, type DemoCourse, type DemoPath, text } from "./demo-blocks.ts";
import { firstSteps, firstStepsInRussian } from "./demo-courses.ts";
import { lessonDrawing } from "./demo-drawing.ts";

const rectangle = (x: number, y: number, width: number, height: number): Area => ({
  shape: { $case: "rectangle", value: { x, y, width, height } },
});

/** Where the parts of the drawn lesson are: how far one is, the lessons, the question, and the way on. */
const parts = [
  rectangle(0.635, 0.03, 0.33, 0.085),
  rectangle(0.03, 0.192, 0.24, 0.76),
  rectangle(0.32, 0.48, 0.63, 0.312),
  rectangle(0.8, 0.84, 0.15, 0.088),
];

/** A text with a gap to choose for, one for a word, and one for a number; `words` are the choices, the right one first. */
function gaps(prompt: string, words: readonly string[], word: string, explanation: string): Block {
  const filled = [
    { gapId: "whole", choiceId: "c1", texts: [] },
    { gapId: "part", choiceId: "", texts: [word] },
    { gapId: "percent", choiceId: "", texts: ["60"] },
  ];
  const empty = filled.map(({ gapId, choiceId }) => ({ id: gapId, choices: choiceId === "" ? [] : choices(...words) }));
  return ask(QuestionKind.CLOZE, prompt, { points: 3, gaps: empty }, { gaps: filled, explanation });
}

/** Places on the drawn lesson, the first two of which are right. */
function places(prompt: string, imageAlt: string, names: readonly string[], explanation: string): Block {
  const named = names.map((name, at) => ({ id: `c${at + 1}`, text: name, area: parts[at] }));
  const drawn = { image: "asset:lesson.svg", imageAlt, maxChoices: 2, points: 2, choices: named };
  return ask(QuestionKind.HOTSPOT, prompt, drawn, { choiceIds: ["c1", "c2"], explanation });
}

/** A question whose choices are shuffled, the first of which is right. */
function shuffled(prompt: string, words: readonly string[]): Block {
  return ask(QuestionKind.SINGLE, prompt, { shuffle: true, choices: choices(...words) }, { choiceIds: ["c1"] });
}

const files = { "lesson.svg": lessonDrawing };

const gapsAndPlaces: DemoCourse = {
  title: "Gaps, choices and places",
  summary: "Other ways to ask: words that are missing, choices in a new order, and places on an image.",
  language: Language.EN,
  skills: ["questions", "platform"],
  minutes: 10,
  files,
  modules: [
    {
      title: "Other ways to ask",
      lessons: [
        {
          title: "Fill, choose, point",
          category: "Test",
          blocks: [
            text("A gap is typed into or chosen for, and a part of the answer earns a part of the points."),
            gaps(
              "A module is made of [[whole]], and each of those of [[part]]. The test of the first course is passed with [[percent]] %.",
              ["lessons", "courses", "certificates"],
              "blocks",
              "The first gap is chosen for, the second takes a word, and the third a number.",
            ),
            places(
              "This is a lesson, drawn without words. Which two places tell how far you are?",
              "A page with a bar above, a column at the left, a card in the middle and a button below it.",
              ["The bar above", "The column at the left", "The card", "The button"],
              "The bar fills, and lessons that are done have a tick.",
            ),
            shuffled("What does a path do?", [
              "It puts courses into an order",
              "It draws questions",
              "It plays packages",
            ]),
          ],
        },
      ],
    },
  ],
};

const gapsAndPlacesInRussian: DemoCourse = {
  title: "Пропуски, выбор и места",
  summary: "Как ещё можно спросить: пропущенные слова, варианты в новом порядке и места на картинке.",
  language: Language.RU,
  skills: ["вопросы", "платформа"],
  minutes: 10,
  files,
  modules: [
    {
      title: "Как ещё можно спросить",
      lessons: [
        {
          title: "Впишите, выберите, покажите",
          category: "Проверка",
          blocks: [
            text("Пропуск заполняют словом, числом или выбором из списка. За часть ответа дают часть баллов."),
            gaps(
              "Модуль состоит из [[whole]], а каждый из них — из [[part]]. Чтобы пройти первый курс, нужно набрать [[percent]] %.",
              ["уроков", "курсов", "сертификатов"],
              "блоков",
              "Первый пропуск выбирают из списка, во второй вписывают слово, в третий — число.",
            ),
            places(
              "Это урок, нарисованный без слов. Какие два места показывают, сколько пройдено?",
              "Страница: сверху полоса, слева столбец, в середине карточка, под ней кнопка.",
              ["Полоса сверху", "Столбец слева", "Карточка", "Кнопка"],
              "Полоса заполняется, а пройденные уроки отмечены галочкой.",
            ),
            shuffled("Для чего нужна траектория?", [
              "Курсы в ней открываются по порядку",
              "Она подбирает вопросы",
              "Она проигрывает пакеты",
            ]),
          ],
        },
      ],
    },
  ],
};

/** What the demo space teaches: the platform itself, in both languages. */
export const demoPaths: DemoPath[] = [
  {
    title: "Getting to know the platform",
    summary: "From your first lesson to every way in which questions are asked here.",
    courses: [firstSteps, gapsAndPlaces],
  },
  {
    title: "Знакомство с платформой",
    summary: "От первого урока до всех видов вопросов, которые здесь бывают.",
    courses: [firstStepsInRussian, gapsAndPlacesInRussian],
  },
];
