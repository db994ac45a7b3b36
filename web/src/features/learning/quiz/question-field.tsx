import { Checkbox, Radio, Stack, TextInput, UnstyledButton } from "@mantine/core";
import { type Question, QuestionKind } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconBulb } from "@tabler/icons-react";
import { useId, useState } from "react";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "./answers.module.css";
import { Cloze } from "./cloze.tsx";
import { Hotspot } from "./hotspot.tsx";
import type { Given } from "./kept-answers.ts";
import { Matching } from "./matching.tsx";
import { Ordering } from "./ordering.tsx";
import { quizWords } from "./words.ts";

/** A question and the place to answer it. */
export function QuestionField({
  question,
  number,
  count,
  given,
  onGiven,
}: {
  question: Question;
  number: number;
  count: number;
  given: Given;
  onGiven: (given: Given) => void;
}) {
  const words = useWords(quizWords);
  return (
    <fieldset className={styles.question} data-question tabIndex={-1}>
      <legend>
        <span className={styles.questionNumber}>
          {words("question", { number, count })}
          {question.points !== 1 && ` · ${words("points", { count: question.points })}`}
        </span>
        {/* Its gaps are filled in the text itself, which is no name of a group then. */}
        {question.kind !== QuestionKind.CLOZE && <Markdown text={question.prompt} level={3} />}
      </legend>
      <Field question={question} given={given} onGiven={onGiven} />
      {question.hints.length > 0 && <Hints hints={question.hints} />}
    </fieldset>
  );
}

function Field({ question, given, onGiven }: { question: Question; given: Given; onGiven: (given: Given) => void }) {
  const words = useWords(quizWords);
  const name = useId();
  const choose = (choiceIds: string[]) => onGiven({ ...given, choiceIds });
  switch (question.kind) {
    case QuestionKind.SINGLE:
    case QuestionKind.TRUE_FALSE: {
      const choices =
        question.kind === QuestionKind.SINGLE
          ? question.choices
          : ["true", "false"].map((id) => ({
              id,
              text: question.choices.find((choice) => choice.id === id)?.text ?? words(id === "true" ? "yes" : "no"),
            }));
      return (
        <Radio.Group
          name={name}
          aria-label={words("chooseOne")}
          value={given.choiceIds[0] ?? ""}
          onChange={(id) => choose([id])}
        >
          <Stack gap="xs">
            {choices.map(({ id, text }) => (
              <label key={id} htmlFor={`${name}${id}`} className={styles.choice}>
                <Radio id={`${name}${id}`} value={id} />
                <Markdown text={text} small />
              </label>
            ))}
          </Stack>
        </Radio.Group>
      );
    }
    case QuestionKind.MULTIPLE:
      return (
        <Checkbox.Group aria-label={words("chooseMany")} value={given.choiceIds} onChange={choose}>
          <p className={styles.how}>{words("chooseMany")}</p>
          <Stack gap="xs">
            {question.choices.map(({ id, text }) => (
              <label key={id} htmlFor={`${name}${id}`} className={styles.choice}>
                <Checkbox id={`${name}${id}`} value={id} />
                <Markdown text={text} small />
              </label>
            ))}
          </Stack>
        </Checkbox.Group>
      );
    case QuestionKind.NUMERIC:
    case QuestionKind.TEXT: {
      const numeric = question.kind === QuestionKind.NUMERIC;
      return (
        <TextInput
          className={numeric ? styles.numeric : styles.typed}
          label={words(numeric ? "number" : "text")}
          inputMode={numeric ? "decimal" : "text"}
          autoComplete="off"
          maxLength={2000}
          value={given.text}
          onChange={(event) => onGiven({ ...given, text: event.currentTarget.value })}
        />
      );
    }
    case QuestionKind.ORDERING:
      return <Ordering choices={question.choices} order={given.choiceIds} onOrder={choose} />;
    case QuestionKind.MATCHING:
      return (
        <Matching
          choices={question.choices}
          targets={question.targets}
          pairs={given.pairs}
          onPairs={(pairs) => onGiven({ ...given, pairs })}
        />
      );
    case QuestionKind.CLOZE:
      return <Cloze question={question} filled={given.gaps} onFilled={(gaps) => onGiven({ ...given, gaps })} />;
    case QuestionKind.HOTSPOT:
      return <Hotspot question={question} chosen={given.choiceIds} onChoose={choose} />;
    default:
      return null;
  }
}

function Hints({ hints }: { hints: string[] }) {
  const words = useWords(quizWords);
  const [shown, setShown] = useState(0);
  return (
    <div className={styles.hints} aria-live="polite">
      {hints.slice(0, shown).map((hint, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: hints have no name but their place.
        <div key={index} className={styles.hint}>
          <strong>{words("hintNumber", { number: index + 1 })}</strong>
          <Markdown text={hint} level={4} small />
        </div>
      ))}
      {shown < hints.length && (
        <UnstyledButton className={styles.askHint} onClick={() => setShown(shown + 1)}>
          <IconBulb size={18} stroke={1.7} aria-hidden />
          {words(shown === 0 ? "hint" : "nextHint")}
        </UnstyledButton>
      )}
    </div>
  );
}
