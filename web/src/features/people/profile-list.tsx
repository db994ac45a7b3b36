import { Button, Center, Title } from "@mantine/core";
import type { Profile } from "@platform/connect/platform/user/v1/user_pb.ts";
import { type ReactNode, useId } from "react";
import { Link } from "react-router";
import { Chip } from "../../components/chip.tsx";
import { PersonAvatar } from "../../components/person-avatar.tsx";
import { Failed, LoadingRows } from "../../components/states.tsx";
import { useViewer } from "../../lib/viewer.ts";
import { useWords } from "../../lib/words.ts";
import { FollowButton } from "./follow-button.tsx";
import { lifeRoles } from "./life-roles.ts";
import styles from "./people.module.css";
import { useHere } from "./use-here.ts";
import { peopleWords } from "./words.ts";

interface ProfilePages {
  data: { pages: { profiles: Profile[] }[] } | undefined;
  isPending: boolean;
  error: unknown;
  isPlaceholderData: boolean;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  refetch: () => unknown;
  fetchNextPage: () => unknown;
}

/** People in rows, with more of them where there are more. */
export function ProfileList({
  title,
  titleShown = true,
  list,
  empty,
}: {
  title: string;
  titleShown?: boolean;
  list: ProfilePages;
  empty: ReactNode;
}) {
  const words = useWords(peopleWords);
  const id = useId();
  const profiles = list.data?.pages.flatMap((page) => page.profiles) ?? [];
  const here = useHere(profiles.map(({ accountId }) => accountId));
  if (list.isPending) return <LoadingRows />;
  if (list.error && !list.data) return <Failed error={list.error} onRetry={list.refetch} />;
  if (profiles.length === 0) return empty;
  return (
    <section aria-labelledby={id} aria-busy={list.isPlaceholderData} className={styles.list}>
      <Title order={2} id={id} size="h3" className={titleShown ? "quiet" : "hidden"}>
        {title}
      </Title>
      <ul className="card rows" style={{ margin: 0, padding: 0, listStyle: "none" }}>
        {profiles.map((profile) => (
          <Row key={profile.accountId} profile={profile} here={here.has(profile.accountId)} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Center>
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
            {words("more")}
          </Button>
        </Center>
      )}
    </section>
  );
}

function Row({ profile, here }: { profile: Profile; here: boolean }) {
  const words = useWords(peopleWords);
  const { person } = useViewer();
  const { accountId, name, handle, avatar, skills } = profile;
  const roles = lifeRoles.filter(([role]) => profile.lifeRoles.includes(role)).map(([, word]) => words(word));
  const about = [handle && `@${handle}`, ...roles].filter(Boolean).join(" · ");
  return (
    <li className={styles.row}>
      <span className={styles.avatar}>
        <PersonAvatar name={name} src={avatar?.smallUrl} size={44} />
        {here && <span className={styles.dot} role="img" aria-label={words("hereNow")} title={words("hereNow")} />}
      </span>
      <div className={styles.text}>
        <Link to={`/people/${handle || accountId}`} className={styles.link}>
          {name}
        </Link>
        {about && <div className={styles.about}>{about}</div>}
        {skills.length > 0 && <div className={styles.about}>{skills.slice(0, 6).join(", ")}</div>}
      </div>
      {person?.accountId === accountId ? <Chip>{words("you")}</Chip> : <FollowButton profile={profile} size="sm" />}
    </li>
  );
}
