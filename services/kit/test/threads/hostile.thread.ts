import { answerQuestions } from "@platform/kit/threads";

function deep(level: number): number {
  return level === 0 ? 0 : 1 + deep(level - 1);
}

const tasks = {
  add: () => 2 + 2,
  spin: (): number => {
    for (;;);
  },
  fill: (): number => {
    for (const all: number[][] = []; ; all.push(new Array(100_000).fill(0.5)));
  },
  dive: () => deep(100_000_000),
  fail: (): number => {
    throw new TypeError("a fault of ours");
  },
};

answerQuestions((task: keyof typeof tasks) => tasks[task]());
