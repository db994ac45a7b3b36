import { Title } from "@mantine/core";
import {
  type Block,
  type LessonGrading,
  QuestionKind,
  ShowAnswers,
} from "@platform/connect/platform/learning/v1/course_pb.ts";
import type { Attempt, GradedAnswer } from "@platform/connect/platform/learning/v1/enrolment_pb.ts";
import { IconCheck, IconCircleDashed, IconMinus, IconX } from "@tabler/icons-react";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { useFacts } from "../facts.ts";
import { AnswerText } from "./answer-text.tsx";
import { AnsweredQuestion } from "./answered-question.tsx";
import { isAnswered } from "./kept-answers.ts";
import styles from "./quiz.module.css";
import { quizWords } from "./words.ts";

/** What came of an attempt, question by question. */
export function Result({ attempt, grading }: { attempt: Attempt; grading: LessonGrading | undefined }) {
  const words = useWords(quizWords);
  const { percent } = useFacts();
  const { score, questions, answers } = attempt;
  const graded = new Map(answers.map((answer) => [answer.answer?.blockId, answer]));
  const right = answers.filter((answer) => answer.right).length;
  const said = score >= 1 ? "allRight" : score >= 0.7 ? "wellDone" : score >= 0.35 ? "halfway" : "again";
  const keyless = questions.some(({ content }) => content.case === "question" && !content.value.key);
  const turn = Math.round(score * 100) * 2.639;
  return (
    <div className={styles.result}>
      <div className={styles.score}>
        <svg viewBox="0 0 100 100" aria-hidden>
          <circle cx="50" cy="50" r="42" />
          <circle cx="50" cy="50" r="42" data-good={score >= 0.7 || undefined} strokeDasharray={`${turn} 264`} />
        </svg>
        <strong className="tabular">{percent(score)}</strong>
        <div>
          <Title order={3} size="h2">
            {words(said)}
          </Title>
          <p className="quiet">{words("scored", { right, count: questions.length })}</p>
        </div>
      </div>
      <ol className={styles.graded}>
        {questions.map((block, index) => (
          <GradedQuestion key={block.id} block={block} number={index + 1} graded={graded.get(block.id)} />
        ))}
      </ol>
      {keyless && (
        <p className={styles.keptHere}>
          {words(grading?.showAnswers === ShowAnswers.NEVER ? "hiddenNever" : "hiddenClosed")}
        </p>
      )}
    </div>
  );
}

function GradedQuestion({ block, number, graded }: { block: Block; number: number; graded: GradedAnswer | undefined }) {
  const words = useWords(quizWords);
  const { code } = useLanguage();
  if (block.content.case !== "question") return null;
  const question = block.content.value;
  const given = graded?.answer && isAnswered(graded.answer) ? graded.answer : undefined;
  const state = graded?.right ? "right" : !given ? "none" : graded && graded.points > 0 ? "partly" : "wrong";
  const Icon = { right: IconCheck, none: IconCircleDashed, partly: IconMinus, wrong: IconX }[state];
  const figure = (value: number) => new Intl.NumberFormat(code, { maximumFractionDigits: 2 }).format(value);
  return (
    <li data-state={state}>
      <div className={styles.verdict}>
        <Icon size={18} stroke={2.4} aria-hidden />
        <strong>
          {number}. {words(state)}
        </strong>
        {graded && (
          <span className="tabular">
            {words("earned", { points: figure(graded.points), max: figure(graded.maxPoints) })}
          </span>
        )}
      </div>
      <AnsweredQuestion question={question} given={given} />
      <dl>
        {given && question.kind !== QuestionKind.CLOZE && (
          <div>
            <dt>{words("yours")}</dt>
            <dd>
              <AnswerText question={question} given={given} />
            </dd>
          </div>
        )}
        {question.key && !graded?.right && (
          <div>
            <dt>{words("key")}</dt>
            <dd>
              <AnswerText question={question} answerKey={question.key} />
            </dd>
          </div>
        )}
        {question.key?.explanation && (
          <div>
            <dt>{words("why")}</dt>
            <dd>
              <Markdown text={question.key.explanation} level={4} small />
            </dd>
          </div>
        )}
      </dl>
    </li>
  );
}
