import { type Timestamp, timestampDate } from "@bufbuild/protobuf/wkt";
import { Button, Title } from "@mantine/core";
import type { Package } from "@platform/connect/platform/learning/v1/course_pb.ts";
import type { Progress } from "@platform/connect/platform/learning/v1/enrolment_pb.ts";
import {
  type LaunchPackageResponse,
  type PackageResult,
  PackageState,
} from "@platform/connect/platform/learning/v1/scorm_service_pb.ts";
import { IconCalendarDue, IconClock, IconPlayerPlayFilled, IconTrophy } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";
import { Chip } from "../../../components/chip.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { useFacts } from "../facts.ts";
import styles from "./package.module.css";
import { Player } from "./player.tsx";
import { type Place, scormClient } from "./session.ts";
import { useResult } from "./use-result.ts";
import { packageWords } from "./words.ts";

/** A SCORM package in a lesson: what it is, how far the learner is, and the player. */
export function PackageView({
  part,
  place: { courseId, lessonId, blockId },
  enrolled,
  due,
  onProgress,
}: {
  part: Package;
  place: Place;
  enrolled: boolean;
  /** Until when its score counts. */
  due: Timestamp | undefined;
  onProgress: (progress: Progress | undefined, certificateId?: string) => void;
}) {
  const words = useWords(packageWords);
  const place = useMemo(() => ({ courseId, lessonId, blockId }), [courseId, lessonId, blockId]);
  const { result, isPending, error, refetch, show } = useResult(place, enrolled);
  const [playing, setPlaying] = useState<LaunchPackageResponse>();
  const button = useRef<HTMLButtonElement>(null);
  const open = useMutation({
    mutationFn: () => scormClient.launchPackage(place),
    onSuccess: (launch) => {
      setPlaying(launch);
      show(launch.result);
      onProgress(launch.progress);
    },
  });
  const close = useCallback(() => {
    setPlaying(undefined);
    requestAnimationFrame(() => button.current?.focus());
  }, []);
  const heading = `package-${blockId}`;
  return (
    <section className={`card ${styles.package}`} aria-labelledby={heading}>
      <div>
        <p className={styles.kind}>{words("package")}</p>
        <Title order={2} id={heading}>
          {part.title}
        </Title>
        <Facts points={part.points} due={due} result={result} />
      </div>
      {!enrolled && <p className="quiet">{words("preview")}</p>}
      {isPending && <LoadingRows rows={1} />}
      {error && !result && <Failed error={error} onRetry={refetch} />}
      {result?.state === PackageState.FAILED && <p className="quiet">{words("failedHint")}</p>}
      {(result || !enrolled) && (
        <div>
          <Button
            ref={button}
            leftSection={<IconPlayerPlayFilled size={16} aria-hidden />}
            variant={result?.done ? "default" : "filled"}
            loading={open.isPending}
            onClick={() => open.mutate()}
          >
            {words(actOf(result))}
          </Button>
        </div>
      )}
      <FormFailure error={open.error} />
      {playing && (
        <Player
          key={playing.launchId}
          place={place}
          launch={playing}
          title={part.title}
          onSaved={(answer) => {
            show(answer.result);
            onProgress(answer.progress, answer.certificateId);
          }}
          onTakeOver={() => open.mutate()}
          onClose={close}
        />
      )}
    </section>
  );
}

function actOf(result: PackageResult | undefined) {
  if (!result || result.state === PackageState.NOT_STARTED) return "start";
  if (result.state === PackageState.FAILED) return "retry";
  return result.done ? "again" : "goOn";
}

const states = {
  [PackageState.UNSPECIFIED]: { tone: "plain", word: "notStarted" },
  [PackageState.NOT_STARTED]: { tone: "plain", word: "notStarted" },
  [PackageState.INCOMPLETE]: { tone: "accent", word: "incomplete" },
  [PackageState.COMPLETED]: { tone: "good", word: "completed" },
  [PackageState.PASSED]: { tone: "good", word: "passed" },
  [PackageState.FAILED]: { tone: "warn", word: "failed" },
} as const;

function Facts({
  points,
  due,
  result,
}: {
  points: number;
  due: Timestamp | undefined;
  result: PackageResult | undefined;
}) {
  const words = useWords(packageWords);
  const { date } = useLanguage();
  const until = due && timestampDate(due);
  const over = until !== undefined && until.getTime() < Date.now();
  const { percent } = useFacts();
  // What was done once stays done, whatever the package says of another round.
  const shown = result?.done && result.state === PackageState.INCOMPLETE ? PackageState.COMPLETED : result?.state;
  const { tone, word } = states[shown ?? PackageState.NOT_STARTED];
  const time = useTime(result?.seconds ?? 0);
  return (
    <ul className={styles.facts}>
      {result && (
        <li>
          <Chip tone={tone}>{words(word)}</Chip>
        </li>
      )}
      <li>
        <IconTrophy size={18} stroke={1.7} aria-hidden />
        {points > 0 ? words("worth", { count: points }) : words("ungraded")}
      </li>
      {until && points > 0 && (
        <li>
          <IconCalendarDue size={18} stroke={1.7} aria-hidden />
          {words(over ? "over" : "due", { date: date(until) })}
        </li>
      )}
      {result?.score !== undefined && <li>{words("score", { score: percent(result.score) })}</li>}
      {result && result.state !== PackageState.NOT_STARTED && (
        <li>
          <IconClock size={18} stroke={1.7} aria-hidden />
          {words("time", { time })}
        </li>
      )}
    </ul>
  );
}

function useTime(seconds: number): string {
  const words = useWords(packageWords);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const said = [hours && words("hours", { count: hours }), minutes && words("minutes", { count: minutes })];
  return said.filter(Boolean).join(" ") || words("brief");
}
