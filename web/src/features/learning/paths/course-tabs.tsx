import { Tabs } from "../../../components/tabs.tsx";
import { useWords } from "../../../lib/words.ts";
import { pathWords } from "./words.ts";

/** What there is to learn: single courses, and paths of them. */
export function CourseTabs({ current }: { current: "courses" | "paths" }) {
  const words = useWords(pathWords);
  return (
    <Tabs
      label={words("catalogue")}
      tabs={[
        { to: "/courses", label: words("coursesTab"), current: current === "courses" },
        { to: "/paths", label: words("paths"), current: current === "paths" },
      ]}
    />
  );
}
