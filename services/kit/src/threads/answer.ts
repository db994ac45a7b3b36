import { parentPort } from "node:worker_threads";

/** What a thread says to a question. */
export type Reply<Answer> = { answer: Answer } | { error: string; tooDeep: boolean };

/** Answers the questions of a `Thread`; the one call of its module. */
export function answerQuestions<Question, Answer>(answer: (question: Question) => Answer): void {
  parentPort?.on("message", (question: Question) => parentPort?.postMessage(reply(answer, question)));
}

function reply<Question, Answer>(answer: (question: Question) => Answer, question: Question): Reply<Answer> {
  try {
    return { answer: answer(question) };
  } catch (error) {
    const tooDeep = error instanceof RangeError && /call stack/.test(error.message);
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error), tooDeep };
  }
}
