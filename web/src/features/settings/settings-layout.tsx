import { SideList } from "../../components/side-list.tsx";
import { useWords } from "../../lib/words.ts";
import { settingsWords } from "./words.ts";

const pages = ["profile", "security", "notifications", "privacy", "appearance", "data"] as const;

/** The list of settings beside the one that is open. */
export default function SettingsLayout() {
  const words = useWords(settingsWords);
  return (
    <SideList
      label={words("settings")}
      pages={pages.map((page) => ({ to: `/settings/${page}`, label: words(page) }))}
    />
  );
}
