import { timestampDate } from "@bufbuild/protobuf/wkt";
import { createClient } from "@connectrpc/connect";
import { Button, Group, UnstyledButton } from "@mantine/core";
import type { Attempt } from "@platform/connect/platform/learning/v1/enrolment_pb.ts";
import {
  EnrolmentService,
  type SubmitAttemptResponse,
} from "@platform/connect/platform/learning/v1/enrolment_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { FormFailure } from "../../../components/forms.tsx";
import { useDevice } from "../../../lib/device.ts";
import { readFailure } from "../../../lib/failure.ts";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";
import { useWords } from "../../../lib/words.ts";
import { Countdown } from "./countdown.tsx";
import { isAnswered, nothing, useKeptAnswers } from "./kept-answers.ts";
import { QuestionField } from "./question-field.tsx";
import styles from "./quiz.module.css";
import { SubmitDialog } from "./submit-dialog.tsx";
import { quizWords } from "./words.ts";

const client = createClient(EnrolmentService, transport);
const over = new Set(["ATTEMPT_CLOSED", "ATTEMPT_NOT_FOUND"]);

/** An attempt under way: one question at a time, or all on the page. */
export function Running({
  attempt,
  onSubmitted,
  onClosed,
}: {
  attempt: Attempt;
  onSubmitted: (result: SubmitAttemptResponse) => void;
  onClosed: () => void;
}) {
  const words = useWords(quizWords);
  const { answers, answer, forget } = useKeptAnswers(attempt.id);
  const { questionsTogether } = useDevice();
  const [at, setAt] = useState(0);
  const [asking, setAsking] = useState(false);
  const asked = useRef<HTMLDivElement>(null);
  const questions = attempt.questions;
  const given = (id: string) => answers[id] ?? nothing;
  const open = questions.flatMap(({ id }, index) => (isAnswered(given(id)) ? [] : [index]));

  const submit = useMutation({
    mutationFn: () =>
      client.submitAttempt({
        attemptId: attempt.id,
        answers: questions.filter(({ id }) => isAnswered(given(id))).map(({ id }) => ({ blockId: id, ...given(id) })),
      }),
    onSuccess: (result) => {
      forget();
      onSubmitted(result);
    },
  });
  const closed = submit.error && over.has(readFailure(submit.error).reason);

  function turnTo(index: number) {
    setAt(index);
    setAsking(false);
    requestAnimationFrame(() => {
      const field = asked.current?.querySelectorAll<HTMLElement>("[data-question]")[questionsTogether ? index : 0];
      field?.focus();
      if (questionsTogether) field?.scrollIntoView({ block: "start" });
    });
  }

  const shown = questionsTogether ? questions.map((_, index) => index) : [at];
  const last = questionsTogether || at === questions.length - 1;
  return (
    <div className={styles.running}>
      <div className={styles.bar}>
        <span className={styles.number}>{words("attempt", { number: attempt.number })}</span>
        {attempt.dueTime && !closed && (
          <Countdown
            until={timestampDate(attempt.dueTime)}
            onOver={() => {
              if (submit.isPending) return;
              toast({ text: words("timeUp") });
              submit.mutate();
            }}
          />
        )}
        {questions.length > 1 && (
          <UnstyledButton
            className={styles.mode}
            onClick={() => useDevice.setState({ questionsTogether: !questionsTogether })}
          >
            {words(questionsTogether ? "oneByOne" : "allAtOnce")}
          </UnstyledButton>
        )}
      </div>
      {questions.length > 1 && (
        <ol className={styles.steps}>
          {questions.map(({ id }, index) => (
            <li key={id}>
              <button
                type="button"
                data-answered={isAnswered(given(id)) || undefined}
                aria-current={!questionsTogether && index === at ? "step" : undefined}
                aria-label={`${words("question", { number: index + 1, count: questions.length })}, ${words(
                  isAnswered(given(id)) ? "answered" : "notAnswered",
                )}`}
                onClick={() => turnTo(index)}
              >
                {index + 1}
              </button>
            </li>
          ))}
        </ol>
      )}
      <div ref={asked} className={styles.asked}>
        {shown.map((index) => {
          const block = questions[index];
          if (block?.content.case !== "question") return null;
          return (
            <QuestionField
              key={block.id}
              question={block.content.value}
              number={index + 1}
              count={questions.length}
              given={given(block.id)}
              onGiven={(next) => answer(block.id, next)}
            />
          );
        })}
      </div>
      <FormFailure error={submit.error} />
      {closed ? (
        <Group>
          <Button
            onClick={() => {
              forget();
              onClosed();
            }}
          >
            {words("back")}
          </Button>
        </Group>
      ) : (
        <div className={styles.act}>
          {!questionsTogether && questions.length > 1 && (
            <Button variant="default" disabled={at === 0} onClick={() => turnTo(at - 1)}>
              {words("previous")}
            </Button>
          )}
          {last ? (
            <Button loading={submit.isPending} onClick={() => setAsking(true)}>
              {words("toSubmit")}
            </Button>
          ) : (
            <Button onClick={() => turnTo(at + 1)}>{words("next")}</Button>
          )}
        </div>
      )}
      <p className={styles.keptHere}>{words("kept")}</p>
      {asking && (
        <SubmitDialog
          open={open}
          onTurnTo={turnTo}
          onClose={() => setAsking(false)}
          onSubmit={() => {
            setAsking(false);
            submit.mutate();
          }}
        />
      )}
    </div>
  );
}
