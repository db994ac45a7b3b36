import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Center, Stack } from "@mantine/core";
import {
  AuthoringService,
  type GetDraftResponse,
  type Learner,
} from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { IconUsers } from "@tabler/icons-react";
import { Link, useOutletContext, useSearchParams } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { PersonAvatar } from "../../../components/person-avatar.tsx";
import { ProgressBar } from "../../../components/progress-bar.tsx";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { LeaderboardSwitch } from "../../learning/leaderboard/leaderboard-switch.tsx";
import { CohortFilter } from "../cohorts/cohort-filter.tsx";
import { MoveLearner } from "../cohorts/move-learner.tsx";
import styles from "./course.module.css";
import { courseWords } from "./words.ts";

/** Who learns, and how far they are. */
export default function Learners() {
  const words = useWords(courseWords);
  const { code } = useLanguage();
  const draft = useOutletContext<GetDraftResponse>();
  const courseId = draft.course?.id ?? "";
  const [params, setParams] = useSearchParams();
  const cohortId = params.get("cohort") ?? "";
  const titles = new Map(draft.modules.flatMap(({ lessons }) => lessons.map(({ id, title }) => [id, title])));
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    AuthoringService.method.listLearners,
    { courseId, cohortId, pageSize: 50, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined },
  );
  const learners = data?.pages.flatMap((page) => page.learners) ?? [];
  const sums = data?.pages[0];
  const percent = (share: number) => new Intl.NumberFormat(code, { style: "percent" }).format(share);
  if (isPending) return <LoadingRows />;
  if (!sums) return <Failed error={error} onRetry={refetch} />;
  const filter = (
    <CohortFilter
      courseId={courseId}
      value={cohortId}
      onChange={(chosen) => setParams(chosen ? { cohort: chosen } : {}, { replace: true })}
    />
  );
  if (learners.length === 0) {
    return (
      <Stack gap="lg">
        {/* Turned on before anybody comes, so that nobody finds themselves in one that was not there. */}
        <LeaderboardSwitch courseId={courseId} />
        {filter}
        <Empty
          icon={<IconUsers size={28} stroke={1.5} aria-hidden />}
          title={words("learnersNone")}
          text={words("learnersNoneText")}
        />
      </Stack>
    );
  }
  return (
    <Stack gap="lg">
      <LeaderboardSwitch courseId={courseId} />
      {filter}
      <dl className={styles.sums}>
        <div className="card">
          <dt>{words("learnerCount")}</dt>
          <dd className="tabular">{sums.learnerCount}</dd>
        </div>
        <div className="card">
          <dt>{words("passedCount")}</dt>
          <dd className="tabular">{sums.passedCount}</dd>
        </div>
        <div className="card">
          <dt>{words("meanDone")}</dt>
          <dd className="tabular">{percent(sums.meanDone)}</dd>
        </div>
      </dl>
      <ul className={`card rows ${styles.learners}`}>
        {learners.map((learner) => (
          <LearnerRow key={learner.accountId} courseId={courseId} learner={learner} titles={titles} percent={percent} />
        ))}
      </ul>
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words("more")}
          </Button>
        </Center>
      )}
    </Stack>
  );
}

function LearnerRow({
  courseId,
  learner: { accountId, name, enrolment },
  titles,
  percent,
}: {
  courseId: string;
  learner: Learner;
  titles: Map<string, string>;
  percent: (share: number) => string;
}) {
  const words = useWords(courseWords);
  const { ago } = useLanguage();
  const progress = enrolment?.progress;
  const done = progress?.done ?? 0;
  const active = enrolment?.lastActiveTime ?? enrolment?.createTime;
  return (
    <li>
      <div className={styles.learner}>
        <PersonAvatar name={name} />
        <div className={styles.learnerText}>
          {name ? <Link to={`/people/${accountId}`}>{name}</Link> : <span>{words("somebody")}</span>}
          <span className="quiet">
            {[
              active && words("active", { when: ago(timestampDate(active)) }),
              words("grade", { grade: percent(progress?.grade ?? 0) }),
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </div>
        <MoveLearner
          courseId={courseId}
          accountId={accountId}
          name={name || words("somebody")}
          cohortId={enrolment?.cohortId ?? ""}
        />
        <div className={styles.learnerDone}>
          <ProgressBar value={done} label={`${name}: ${percent(done)}`} />
          <span className="quiet tabular">{percent(done)}</span>
          {progress?.passed && <Chip tone="good">{words("passed")}</Chip>}
        </div>
      </div>
      <details className={styles.byLesson}>
        <summary>{words("perLesson")}</summary>
        <div>
          <table className="tabular">
            <thead>
              <tr>
                <th scope="col">{words("lesson")}</th>
                <th scope="col">{words("done")}</th>
                <th scope="col">{words("best")}</th>
                <th scope="col">{words("attempts")}</th>
              </tr>
            </thead>
            <tbody>
              {progress?.lessons.map(({ lessonId, doneBlocks, blocks, score, attempts }) => (
                <tr key={lessonId}>
                  <td>{titles.get(lessonId) ?? "—"}</td>
                  <td>
                    {doneBlocks}/{blocks}
                  </td>
                  <td>{attempts > 0 ? percent(score) : "—"}</td>
                  <td>{attempts || "—"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </li>
  );
}
