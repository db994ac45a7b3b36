export { answerQuestions } from "./answer.ts";
export { GaveUp, Thread } from "./thread.ts";
