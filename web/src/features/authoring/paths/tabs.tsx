import { Tabs } from "../../../components/tabs.tsx";
import { useWords } from "../../../lib/words.ts";
import { pathEditWords } from "./words.ts";

/** What authors write: courses, and paths of them. */
export function AuthoringTabs({ current }: { current: "courses" | "paths" }) {
  const words = useWords(pathEditWords);
  return (
    <Tabs
      label={words("kinds")}
      tabs={[
        { to: "/authoring", label: words("courses"), current: current === "courses" },
        { to: "/authoring/paths", label: words("paths"), current: current === "paths" },
      ]}
    />
  );
}
