import { useMantineColorScheme } from "@mantine/core";
import type { Person } from "@platform/connect/platform/bff/v1/session_service_pb.ts";
import {
  IconAdjustments,
  IconAward,
  IconDatabase,
  IconEye,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconPalette,
  IconSearch,
  IconShieldLock,
  IconSun,
  IconUser,
  IconUserEdit,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { logOut } from "../../lib/log-out.ts";
import { changeLanguage, useLanguage, useWords } from "../../lib/words.ts";
import type { Module } from "../shell/modules.ts";
import { shellWords } from "../words.ts";
import { useFoundArticles } from "./found-articles.tsx";
import { useFoundPages } from "./found-pages.tsx";
import { paletteWords } from "./words.ts";

/** One line of the palette. */
export interface Command {
  id: string;
  label: string;
  /** Other words by which people look for it. */
  also?: string;
  group: "page" | "article" | "action" | "search";
  icon: ReactNode;
  /** Shown whatever is typed. */
  always?: boolean;
  run: () => void;
}

const look = { size: 18, stroke: 1.7, "aria-hidden": true } as const;

/** Everything that the palette offers to this person. */
export function useCommands(modules: Module[], person: Person, query: string): Command[] {
  const words = useWords(paletteWords);
  const shell = useWords(shellWords);
  const navigate = useNavigate();
  const { code } = useLanguage();
  const found = useFoundPages(query);
  const articles = useFoundArticles(query);
  const { colorScheme, setColorScheme } = useMantineColorScheme();

  const page = (label: string, to: string, icon: ReactNode, also?: string): Command => ({
    id: to,
    label,
    group: "page",
    icon,
    ...(also && { also }),
    run: () => void navigate(to),
  });
  const search = (label: string, to: string): Command => ({
    id: `search ${to}`,
    label,
    group: "search",
    icon: <IconSearch {...look} />,
    always: true,
    run: () => void navigate(`${to}?q=${encodeURIComponent(query)}`),
  });
  const dark = colorScheme === "dark";

  return [
    ...modules.map(({ name, to, icon: Icon }) => page(shell(name), to, <Icon {...look} />)),
    page(shell("certificates"), "/certificates", <IconAward {...look} />),
    page(
      shell("profile"),
      `/people/${person.handle || person.accountId}`,
      <IconUser {...look} />,
      words("profileAlso"),
    ),
    page(words("editProfile"), "/settings/profile", <IconUserEdit {...look} />, words("editProfileAlso")),
    page(words("security"), "/settings/security", <IconShieldLock {...look} />, words("securityAlso")),
    page(words("notifications"), "/settings/notifications", <IconAdjustments {...look} />, words("notificationsAlso")),
    page(words("privacy"), "/settings/privacy", <IconEye {...look} />),
    page(words("appearance"), "/settings/appearance", <IconPalette {...look} />, words("appearanceAlso")),
    page(words("data"), "/settings/data", <IconDatabase {...look} />, words("dataAlso")),
    {
      id: "language",
      label: shell("otherLanguageLong"),
      group: "action",
      icon: <IconLanguage {...look} />,
      run: () => void changeLanguage(code === "ru" ? "en" : "ru"),
    },
    {
      id: "scheme",
      label: words(dark ? "light" : "dark"),
      group: "action",
      icon: dark ? <IconSun {...look} /> : <IconMoon {...look} />,
      run: () => setColorScheme(dark ? "light" : "dark"),
    },
    {
      id: "log-out",
      label: shell("logOut"),
      group: "action",
      icon: <IconLogout {...look} />,
      run: () => void logOut(),
    },
    ...found,
    ...articles,
    ...(query
      ? [
          search(words("findPeople", { query }), "/people"),
          search(words("findPages", { query }), "/knowledge/-/search"),
          search(words("findNews", { query }), "/news"),
          search(words("findCourses", { query }), "/courses"),
        ]
      : []),
  ];
}
