import { useEffect, useId, useState } from "react";
import { defineWords, useWords } from "../../lib/words.ts";
import { asksAway } from "./asks-away.ts";
import { useDark } from "./dark.ts";
import styles from "./markdown.module.css";

const diagramWords = defineWords("diagram", {
  en: { diagram: "Diagram", wrong: "This diagram cannot be drawn; its text stands here instead." },
  ru: { diagram: "Диаграмма", wrong: "Эту диаграмму не нарисовать, поэтому здесь её текст." },
});

const longest = 20_000;

// What a diagram's own directives may not change: each of these could bring HTML, styles or foreign addresses in while
// Mermaid measures it on the page.
const fixed = [
  "secure",
  "securityLevel",
  "startOnLoad",
  "maxTextSize",
  "maxEdges",
  "suppressErrorRendering",
  "htmlLabels",
  "flowchart",
  "class",
  "theme",
  "themeCSS",
  "themeVariables",
  "fontFamily",
  "altFontFamily",
  "dompurifyConfig",
];

/** A diagram in Mermaid's language, drawn as a picture, so that nothing in it can run or be pressed. */
export function Diagram({ text }: { text: string }) {
  const words = useWords(diagramWords);
  const dark = useDark();
  const id = `diagram${useId().replace(/\W/g, "")}`;
  const [picture, setPicture] = useState<string>();
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    let left = false;
    draw(id, text, dark).then(
      (svg) => !left && setPicture(svg),
      () => !left && setWrong(true),
    );
    return () => {
      left = true;
    };
  }, [id, text, dark]);
  if (wrong) {
    return (
      <figure className={styles.diagram}>
        <figcaption>{words("wrong")}</figcaption>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard. */}
        <pre tabIndex={0}>{text}</pre>
      </figure>
    );
  }
  return (
    <figure className={styles.diagram}>
      {picture ? <img src={picture} alt={words("diagram")} /> : <pre>{text}</pre>}
    </figure>
  );
}

async function draw(id: string, text: string, dark: boolean): Promise<string> {
  if (text.length > longest) throw new Error("The diagram is too large.");
  if (asksAway(text)) throw new Error("The diagram would load what stands elsewhere.");
  const { default: mermaid } = await import("mermaid");
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: "strict",
    theme: dark ? "dark" : "neutral",
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    suppressErrorRendering: true,
    secure: fixed,
  });
  const { svg } = await mermaid.render(id, text);
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(sized(svg))}`;
}

// Mermaid says width="100%", by which a picture of two boxes would fill the page.
function sized(svg: string): string {
  const [, width, height] = /viewBox="[-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  if (!width || !height) return svg;
  return svg.replace(/<svg([^>]*?) width="[^"]*"/, `<svg$1 width="${width}" height="${height}"`);
}
