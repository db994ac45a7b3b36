import { Page } from "../../../components/page.tsx";
import { useWords } from "../../../lib/words.ts";
import { Erase } from "./erase.tsx";
import { Export } from "./export.tsx";
import { dataWords } from "./words.ts";

/** Taking one's data along, and leaving. */
export default function Data() {
  const words = useWords(dataWords);
  return (
    <Page title={words("data")} about={words("about")} trail={[{ label: words("settings"), to: "/settings" }]}>
      <Export />
      <Erase />
    </Page>
  );
}
