import { Button, Title } from "@mantine/core";
import { Link } from "react-router";
import { FormFailure } from "../../../components/forms.tsx";
import { PersonAvatar } from "../../../components/person-avatar.tsx";
import { useViewer } from "../../../lib/viewer.ts";
import { useWords } from "../../../lib/words.ts";
import styles from "./leaderboard.module.css";
import { useLeaderboard, useListing } from "./use-leaderboard.ts";
import { leaderboardWords } from "./words.ts";

/** Who earned most in a course; nothing to see where the course has no leaderboard. */
export function Leaderboard({ courseId }: { courseId: string }) {
  const words = useWords(leaderboardWords);
  const { person } = useViewer();
  const { data } = useLeaderboard(courseId);
  const listing = useListing(courseId);
  if (!data?.enabled) return null;
  const { standings, left } = data;
  return (
    <section className={styles.board}>
      <Title order={2}>{words("title")}</Title>
      <p className="quiet">{words("about")}</p>
      {standings.length === 0 && <p>{words("none")}</p>}
      {standings.length > 0 && (
        <ol className={`card rows ${styles.list}`}>
          {standings.map(({ place, accountId, name, points }) => {
            const own = accountId === person?.accountId;
            return (
              <li key={accountId} className={styles.standing} data-own={own || undefined}>
                <span className={`tabular ${styles.place}`}>{place}</span>
                <PersonAvatar name={name} size={32} />
                <span className={styles.name}>
                  {name ? <Link to={`/people/${accountId}`}>{name}</Link> : words("somebody")}
                  {own && <span className="quiet"> · {words("you")}</span>}
                </span>
                <span className="quiet tabular">{words("points", { count: Math.round(points * 10) / 10 })}</span>
              </li>
            );
          })}
        </ol>
      )}
      <div className={styles.acts} aria-live="polite">
        {left && <span className="quiet">{words("left")}</span>}
        <Button variant="default" size="sm" loading={listing.isPending} onClick={() => listing.mutate(left)}>
          {words(left ? "join" : "leave")}
        </Button>
      </div>
      <FormFailure error={listing.error} />
    </section>
  );
}
