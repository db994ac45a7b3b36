import type { Person } from "@platform/connect/platform/bff/v1/session_service_pb.ts";
import { IconChevronLeft, IconChevronRight, IconLogout, IconSearch, IconSettings, IconUser } from "@tabler/icons-react";
import { Link } from "react-router";
import { MenuButton, MenuLine, MenuLink } from "../../components/menu-items.tsx";
import { PersonAvatar } from "../../components/person-avatar.tsx";
import { Popup } from "../../components/popup.tsx";
import { Bell } from "../../features/inbox/bell.tsx";
import { logOut } from "../../lib/log-out.ts";
import { usePlace } from "../../lib/place.ts";
import { useWords } from "../../lib/words.ts";
import { shellWords } from "../words.ts";
import { LanguageSwitch } from "./language-switch.tsx";
import styles from "./shell.module.css";

/** Above every page: where one is, what can be searched for, what is new, and who one is. */
export function TopBar({ person, onFind }: { person: Person; onFind: () => void }) {
  const words = useWords(shellWords);
  return (
    <header className={styles.top}>
      <Crumbs />
      <button type="button" className={styles.find} onClick={onFind} aria-haspopup="dialog">
        <IconSearch size={18} stroke={1.7} aria-hidden />
        <span>{words("find")}</span>
        <kbd aria-hidden>{/Mac|iP/.test(navigator.platform) ? "⌘ K" : "Ctrl K"}</kbd>
      </button>
      <LanguageSwitch className={`${styles.tool} ${styles.wide}`} />
      <Bell className={styles.tool} />
      <PersonMenu person={person} />
    </header>
  );
}

function Crumbs() {
  const words = useWords(shellWords);
  const { title, trail } = usePlace();
  const above = trail.at(-1);
  return (
    <>
      {above ? (
        <Link
          to={above.to}
          className={`${styles.tool} ${styles.back}`}
          aria-label={words("back", { name: above.label })}
        >
          <IconChevronLeft size={22} stroke={1.7} aria-hidden />
        </Link>
      ) : (
        <Link to="/" className={styles.mark} aria-label="Platform">
          <img src="/icon.svg" width={28} height={28} alt="" />
        </Link>
      )}
      <nav className={styles.crumbs} aria-label={words("path")}>
        <ol>
          {trail.map(({ label, to }) => (
            <li key={to}>
              <Link to={to}>{label}</Link>
              <IconChevronRight size={14} aria-hidden />
            </li>
          ))}
          <li>
            <span className={styles.here} aria-current="page">
              {title}
            </span>
          </li>
        </ol>
      </nav>
    </>
  );
}

function PersonMenu({ person }: { person: Person }) {
  const words = useWords(shellWords);
  return (
    <Popup
      label={words("person")}
      className={`${styles.tool} ${styles.round}`}
      button={
        <>
          <PersonAvatar name={person.name} src={person.avatarUrl} size={30} />
          <span className="hidden">{words("person")}</span>
        </>
      }
    >
      {() => (
        <>
          <div className={styles.who}>
            <PersonAvatar name={person.name} src={person.avatarUrl} size={40} />
            <div style={{ minWidth: 0 }}>
              <div className={styles.whoName}>{person.name}</div>
              {person.handle && <div className="quiet">@{person.handle}</div>}
            </div>
          </div>
          <MenuLink to={`/people/${person.handle || person.accountId}`} icon={<IconUser size={18} aria-hidden />}>
            {words("profile")}
          </MenuLink>
          <MenuLink to="/settings" icon={<IconSettings size={18} aria-hidden />}>
            {words("settings")}
          </MenuLink>
          <MenuLine />
          <MenuButton onClick={() => void logOut()} icon={<IconLogout size={18} aria-hidden />}>
            {words("logOut")}
          </MenuButton>
        </>
      )}
    </Popup>
  );
}
