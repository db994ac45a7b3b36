import { type Question, QuestionKind } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconCheck, IconX } from "@tabler/icons-react";
import { ImageAreas, Spot, type SpotState } from "../../../components/image-areas/image-areas.tsx";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "./answers.module.css";
import type { Given } from "./kept-answers.ts";
import { quizWords } from "./words.ts";

/** What was asked, and, where answers have a place in it, what was answered there: in gaps, and on an image. */
export function AnsweredQuestion({ question, given }: { question: Question; given: Given | undefined }) {
  const { kind, prompt, gaps } = question;
  if (kind !== QuestionKind.CLOZE) {
    return (
      <>
        <Markdown text={prompt} level={4} small />
        {kind === QuestionKind.HOTSPOT && <AnsweredImage question={question} given={given} />}
      </>
    );
  }
  const textOf = (id: string, index: number) => {
    const filled = given?.gaps.find(({ gapId }) => gapId === id);
    const choice = gaps[index]?.choices.find((each) => each.id === filled?.choiceId);
    return choice?.text ?? filled?.text.trim() ?? "";
  };
  const fill = (id: string, index: number) => <FilledGap number={index + 1} text={textOf(id, index)} />;
  return <Markdown text={prompt} level={4} small slots={{ ids: gaps.map(({ id }) => id), fill }} />;
}

function FilledGap({ number, text }: { number: number; text: string }) {
  const words = useWords(quizWords);
  return (
    <span className={styles.filled}>
      <span className={styles.gapNumber}>{number}</span>
      {text || (
        <>
          <span aria-hidden>—</span>
          <span className="hidden">{words("none")}</span>
        </>
      )}
    </span>
  );
}

function AnsweredImage({ question, given }: { question: Question; given: Given | undefined }) {
  const { image, imageAlt, choices, key } = question;
  return (
    <ImageAreas src={image} alt={imageAlt}>
      {choices.map(({ id, area }, index) => {
        const state = stateOf(given?.choiceIds.includes(id) ?? false, key?.choiceIds.includes(id));
        return area && <Spot key={id} area={area} state={state} number={<Sign number={index + 1} state={state} />} />;
      })}
    </ImageAreas>
  );
}

function Sign({ number, state }: { number: number; state: SpotState | undefined }) {
  if (state === "right" || state === "missed") return <IconCheck size={14} stroke={3} />;
  if (state === "wrong") return <IconX size={14} stroke={3} />;
  return number;
}

/** `right` is undefined where nobody says what is right. */
function stateOf(chosen: boolean, right: boolean | undefined): SpotState | undefined {
  if (right === undefined) return chosen ? "chosen" : undefined;
  if (right) return chosen ? "right" : "missed";
  return chosen ? "wrong" : undefined;
}
