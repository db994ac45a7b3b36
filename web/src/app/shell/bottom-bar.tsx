import { IconAward, IconDots, IconLanguage, IconSettings } from "@tabler/icons-react";
import { NavLink } from "react-router";
import { MenuButton, MenuLine, MenuLink } from "../../components/menu-items.tsx";
import { Popup } from "../../components/popup.tsx";
import { useUnread } from "../../features/inbox/unread.ts";
import { changeLanguage, useLanguage, useWords } from "../../lib/words.ts";
import { shellWords } from "../words.ts";
import type { Module } from "./modules.ts";
import styles from "./shell.module.css";

const shown = 4;

/** The modules on a phone: four of them, and the rest under "More". */
export function BottomBar({ modules }: { modules: Module[] }) {
  const words = useWords(shellWords);
  const { code } = useLanguage();
  const { unread } = useUnread();
  return (
    <nav className={styles.bottom} aria-label={words("modules")}>
      {modules.slice(0, shown).map(({ name, to, icon: Icon }) => (
        <NavLink key={name} to={to} end={to === "/"} className={styles.tab}>
          <span className={styles.tabIcon}>
            <Icon size={22} stroke={1.7} aria-hidden />
            {name === "inbox" && unread > 0 && (
              <>
                <span className={styles.dot} aria-hidden>
                  {unread > 99 ? "99+" : unread}
                </span>
                <span className="hidden">{words("unread", { count: unread })}</span>
              </>
            )}
          </span>
          <span>{words(name)}</span>
        </NavLink>
      ))}
      <Popup
        label={words("more")}
        className={styles.tab}
        button={
          <>
            <IconDots size={22} stroke={1.7} aria-hidden />
            <span>{words("more")}</span>
          </>
        }
      >
        {(close) => (
          <>
            {modules.slice(shown).map(({ name, to, icon: Icon }) => (
              <MenuLink key={name} to={to} icon={<Icon size={20} stroke={1.7} aria-hidden />}>
                {words(name)}
              </MenuLink>
            ))}
            <MenuLink to="/certificates" icon={<IconAward size={20} stroke={1.7} aria-hidden />}>
              {words("certificates")}
            </MenuLink>
            <MenuLink to="/settings" icon={<IconSettings size={20} stroke={1.7} aria-hidden />}>
              {words("settings")}
            </MenuLink>
            <MenuLine />
            <MenuButton
              icon={<IconLanguage size={20} stroke={1.7} aria-hidden />}
              onClick={() => {
                void changeLanguage(code === "ru" ? "en" : "ru");
                close();
              }}
            >
              {words("otherLanguage")}
            </MenuButton>
          </>
        )}
      </Popup>
    </nav>
  );
}
