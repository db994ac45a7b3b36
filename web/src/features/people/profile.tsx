import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Anchor, Button, Text, Title } from "@mantine/core";
import type { Profile } from "@platform/connect/platform/user/v1/user_pb.ts";
import { IconClock, IconLink, IconPencil } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTitle } from "../../components/page.tsx";
import { PersonAvatar } from "../../components/person-avatar.tsx";
import { LoadingRows } from "../../components/states.tsx";
import { useHeadingFocus } from "../../lib/heading.ts";
import { useViewer } from "../../lib/viewer.ts";
import { useLanguage, useWords } from "../../lib/words.ts";
import { FollowButton } from "./follow-button.tsx";
import { lifeRoles } from "./life-roles.ts";
import styles from "./people.module.css";
import { ProfileMissing } from "./profile-missing.tsx";
import { useHere } from "./use-here.ts";
import { useProfile } from "./use-profile.ts";
import { peopleWords } from "./words.ts";

/** A person as others see them. */
export default function ProfilePage() {
  const { data, isPending, error, refetch } = useProfile();
  if (isPending) return <LoadingRows rows={2} />;
  if (!data?.profile) return <ProfileMissing error={error} onRetry={refetch} />;
  return <Shown profile={data.profile} />;
}

function Shown({ profile }: { profile: Profile }) {
  const words = useWords(peopleWords);
  const { code, day } = useLanguage();
  const { person } = useViewer();
  const heading = useHeadingFocus();
  const { accountId, name, handle, bio, skills, links, avatar, createTime, timeZone } = profile;
  useTitle(name, [{ label: words("people"), to: "/people" }]);
  const own = person?.accountId === accountId;
  const here = useHere([accountId]).has(accountId);
  const at = `/people/${handle || accountId}`;
  const roles = lifeRoles.filter(([role]) => profile.lifeRoles.includes(role)).map(([, word]) => words(word));
  const bare = !bio && skills.length === 0 && links.length === 0;
  return (
    <article className={styles.profile}>
      <header className={styles.head}>
        <PersonAvatar name={name} src={avatar?.largeUrl} size={112} />
        <div className={styles.who}>
          <Title order={1} ref={heading} tabIndex={-1} className="heading">
            {name}
          </Title>
          <Text className="quiet">{[handle && `@${handle}`, ...roles].filter(Boolean).join(" · ")}</Text>
          {here && <p className={styles.here}>{words("hereNow")}</p>}
          <div className={styles.counts}>
            <Link to={`${at}/followers`}>{words("followers", { count: profile.followerCount })}</Link>
            <Link to={`${at}/following`}>{words("followsCount", { count: profile.followingCount })}</Link>
          </div>
        </div>
        {own ? (
          <Button
            component={Link}
            to="/settings/profile"
            variant="default"
            leftSection={<IconPencil size={18} aria-hidden />}
          >
            {words("edit")}
          </Button>
        ) : (
          <FollowButton profile={profile} />
        )}
      </header>
      {bio && <p className={styles.bio}>{bio}</p>}
      {bare && <p className={`quiet ${styles.bio}`}>{own ? words("bareOwn") : words("bare", { name })}</p>}
      {skills.length > 0 && (
        <section>
          <Title order={2} size="h3">
            {words("skills")}
          </Title>
          <ul className={styles.chips}>
            {skills.map((skill) => (
              <li key={skill}>
                <Link to={`/people?q=${encodeURIComponent(skill)}`}>{skill}</Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {links.length > 0 && (
        <section>
          <Title order={2} size="h3">
            {words("links")}
          </Title>
          <ul className={styles.links}>
            {links.map((link) => (
              <li key={link}>
                <IconLink size={16} aria-hidden />
                <Anchor href={link} target="_blank" rel="noreferrer nofollow" className="breaking">
                  {link.replace(/^https:\/\/(www\.)?/, "").replace(/\/$/, "")}
                </Anchor>
              </li>
            ))}
          </ul>
        </section>
      )}
      <footer className={styles.foot}>
        {createTime && <span>{words("joined", { date: day(timestampDate(createTime)) })}</span>}
        {timeZone && (
          <span>
            <IconClock size={16} aria-hidden /> {words("localTime", { time: timeIn(timeZone, code) })}
          </span>
        )}
      </footer>
    </article>
  );
}

function timeIn(timeZone: string, code: string): string {
  try {
    return new Intl.DateTimeFormat(code, { timeZone, hour: "2-digit", minute: "2-digit" }).format(new Date());
  } catch {
    return timeZone;
  }
}
