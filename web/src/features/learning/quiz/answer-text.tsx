import { type AnswerKey, type Question, QuestionKind } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { plain } from "../../../components/markdown/plain.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import styles from "./answers.module.css";
import type { Given } from "./kept-answers.ts";
import { quizWords } from "./words.ts";

/** An answer, given or right, in the words of its question. */
export function AnswerText({
  question,
  given,
  answerKey: key,
}: {
  question: Question;
  given?: Given;
  answerKey?: AnswerKey;
}) {
  const words = useWords(quizWords);
  const { code } = useLanguage();
  const { kind, choices, targets } = question;
  const ids = given?.choiceIds ?? key?.choiceIds ?? [];
  const textOf = (id: string) =>
    [...choices, ...targets].find((choice) => choice.id === id)?.text ??
    (id === "true" ? words("yes") : id === "false" ? words("no") : id);
  if (kind === QuestionKind.NUMERIC || kind === QuestionKind.TEXT) {
    if (given) return <span>{given.text}</span>;
    if (!key) return null;
    if (kind === QuestionKind.TEXT) return <span>{key.texts.join(" · ")}</span>;
    const figure = new Intl.NumberFormat(code, { maximumSignificantDigits: 15, useGrouping: false });
    const number = figure.format(key.number);
    if (!key.tolerance) return <span className="tabular">{number}</span>;
    return <span>{words("tolerance", { number, tolerance: figure.format(key.tolerance) })}</span>;
  }
  if (kind === QuestionKind.MATCHING) {
    return (
      <ul className={styles.lines}>
        {(given?.pairs ?? key?.pairs ?? []).map(({ choiceId, targetId }) => (
          <li key={choiceId}>
            {plain(textOf(choiceId))} — {plain(textOf(targetId))}
          </li>
        ))}
      </ul>
    );
  }
  if (kind === QuestionKind.CLOZE) {
    return (
      <ol className={styles.lines} data-ordered>
        {question.gaps.map(({ id, choices: offered }) => {
          const right = key?.gaps.find(({ gapId }) => gapId === id);
          const choice = offered.find((each) => each.id === right?.choiceId);
          return <li key={id}>{choice?.text ?? right?.texts.join(" · ")}</li>;
        })}
      </ol>
    );
  }
  const List = kind === QuestionKind.ORDERING ? "ol" : "ul";
  return (
    <List className={styles.lines} data-ordered={kind === QuestionKind.ORDERING || undefined}>
      {ids.map((id) => (
        <li key={id}>{kind === QuestionKind.HOTSPOT ? textOf(id) : <Markdown text={textOf(id)} small />}</li>
      ))}
    </List>
  );
}
