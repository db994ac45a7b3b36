import GithubSlugger from "github-slugger";
import { useMemo } from "react";
import { anchorId } from "../../../components/markdown/anchors.ts";
import { useWords } from "../../../lib/words.ts";
import { knowledgeWords } from "../words.ts";
import styles from "./page.module.css";

interface Heading {
  id: string;
  text: string;
  rank: number;
}

/** The headings of a page, to go to; on wide screens alone. */
export function Contents({ markdown }: { markdown: string }) {
  const words = useWords(knowledgeWords);
  const headings = useMemo(() => headingsOf(markdown), [markdown]);
  if (headings.length < 2) return null;
  const top = Math.min(...headings.map(({ rank }) => rank));
  return (
    <nav className={styles.aside} aria-labelledby="contents">
      <div id="contents" className={styles.asideTitle}>
        {words("contents")}
      </div>
      <ul>
        {headings.map(({ id, text, rank }) => (
          <li key={id} style={{ paddingInlineStart: 12 * Math.min(rank - top, 3) }}>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function headingsOf(markdown: string): Heading[] {
  const slugger = new GithubSlugger();
  const headings: Heading[] = [];
  let fence = "";
  for (const line of markdown.split("\n")) {
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? "";
    if (mark && (!fence || mark.startsWith(fence))) fence = fence ? "" : mark;
    const [, marks = "", said = ""] = fence ? [] : (/^ {0,3}(#{1,6})[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$/.exec(line) ?? []);
    if (!marks) continue;
    const text = said
      .replace(/\[\[(?:[^[\]|]*\|)?([^[\]|]*)\]\]/g, "$1")
      .replace(/!?\[([^[\]]*)\]\([^)]*\)/g, "$1")
      .replace(/[*_~`]+/g, "");
    headings.push({ id: anchorId(slugger.slug(text)), text, rank: marks.length });
    if (headings.length >= 100) break;
  }
  return headings;
}
