import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { QuestionKind } from "@platform/grpc/platform/learning/v1/course.ts";
import { ask, choices, type DemoCourse, text } from "./demo-blocks.ts";

/** The course that everybody begins with. */
export const firstSteps: DemoCourse = {
  title: "First steps on the platform",
  summary: "How courses, questions and certificates work here, in a quarter of an hour.",
  language: Language.EN,
  skills: ["learning", "platform"],
  minutes: 15,
  modules: [
    {
      title: "Learning here",
      lessons: [
        {
          title: "A course from the inside",
          blocks: [
            text(
              "A **course** is made of modules, a module of lessons, and a lesson of blocks: something to read, to watch, to answer or to download.\n\nWhat you have done is kept block by block, so you can stop anywhere and go on from there on another device.",
            ),
            text(
              "| You see | It means |\n|---|---|\n| a tick | the lesson is done |\n| a date | the last moment to submit |\n| a percentage | your best attempt |\n\nMaths is set as it should be: $e^{i\\pi} + 1 = 0$. So is code:\n\n```ts\nconst answer = 6 * 7;\n```",
            ),
          ],
        },
        {
          title: "Try a question",
          blocks: [
            text("Practice does not count. Answer as often as you like; the explanation comes with the result."),
            ask(
              QuestionKind.SINGLE,
              "What is a lesson made of?",
              { choices: choices("Blocks", "Modules", "Certificates") },
              { choiceIds: ["c1"], explanation: "Modules hold lessons, and lessons hold blocks." },
            ),
            ask(
              QuestionKind.NUMERIC,
              "What is $6 \\times 7$?",
              { hints: ["It is also the answer to a larger question."] },
              { number: 42 },
            ),
          ],
        },
      ],
    },
    {
      title: "The test",
      lessons: [
        {
          title: "What you know now",
          category: "Test",
          blocks: [
            text("This one counts. With 60% you pass the course and get a certificate that anybody can verify."),
            ask(
              QuestionKind.MULTIPLE,
              "Which of these are blocks?",
              { choices: choices("Something to read", "Something to watch", "Something to answer", "A module") },
              { choiceIds: ["c1", "c2", "c3"] },
            ),
            ask(
              QuestionKind.TRUE_FALSE,
              "Practice counts towards the grade.",
              {
                choices: [
                  { id: "true", text: "True" },
                  { id: "false", text: "False" },
                ],
              },
              { choiceIds: ["false"] },
            ),
            ask(
              QuestionKind.ORDERING,
              "Put these in order, the largest first.",
              { choices: choices("Course", "Module", "Lesson", "Block") },
              { choiceIds: ["c1", "c2", "c3", "c4"] },
            ),
          ],
        },
      ],
    },
  ],
};

/** The same in Russian, and shorter. */
export const firstStepsInRussian: DemoCourse = {
  title: "Первые шаги на платформе",
  summary: "Как здесь устроены курсы, вопросы и сертификаты: на четверть часа.",
  language: Language.RU,
  skills: ["обучение", "платформа"],
  minutes: 15,
  modules: [
    {
      title: "Как здесь учиться",
      lessons: [
        {
          title: "Курс изнутри",
          blocks: [
            text(
              "**Курс** состоит из модулей, модуль из уроков, а урок из блоков: что-то прочитать, посмотреть, скачать или ответить на вопрос.\n\nПройденное запоминается поблочно, поэтому остановиться можно где угодно и продолжить на другом устройстве.",
            ),
          ],
        },
      ],
    },
    {
      title: "Проверка",
      lessons: [
        {
          title: "Что вы теперь знаете",
          category: "Проверка",
          blocks: [
            ask(
              QuestionKind.SINGLE,
              "Из чего состоит урок?",
              { choices: choices("Из блоков", "Из модулей", "Из сертификатов") },
              { choiceIds: ["c1"], explanation: "Модули состоят из уроков, а уроки из блоков." },
            ),
            ask(
              QuestionKind.TEXT,
              "Как называется документ, который подтверждает, что курс пройден?",
              {},
              { texts: ["сертификат"] },
            ),
          ],
        },
      ],
    },
  ],
};
