import { use, useMemo } from "react";
import ReactMarkdown, { type Components, defaultUrlTransform, type Options } from "react-markdown";
import remarkGfm from "remark-gfm";
import { shiftHeadings } from "./headings.ts";
import type { Resolve } from "./markdown.tsx";
import { Picture } from "./picture.tsx";

type Plugins = Pick<Options, "remarkPlugins" | "rehypePlugins">;

// Maths and the colours of code weigh more than all else, and most texts have neither.
const loaded = new Map<string, Promise<Plugins>>();

function load(name: "math" | "code" | "none"): Promise<Plugins> {
  const known = loaded.get(name);
  if (known) return known;
  const asked =
    name === "math" ? import("./math.ts") : name === "code" ? import("./code.ts") : Promise.resolve({} as Plugins);
  loaded.set(name, asked);
  return asked;
}

// Authors write a formula of its own between two dollars on one line; the parser wants it on three.
const oneLine = /^\$\$([^$\n]+)\$\$[ \t]*$/gm;

/** Markdown as elements. */
export default function Rendered({ text, level, resolve }: { text: string; level: number; resolve?: Resolve }) {
  const math = use(load(/\$/.test(text) ? "math" : "none"));
  const code = use(load(/```|~~~/.test(text) ? "code" : "none"));
  const remarkPlugins = useMemo(() => [remarkGfm, ...(math.remarkPlugins ?? [])], [math]);
  const rehypePlugins = useMemo<Options["rehypePlugins"]>(
    () => [[shiftHeadings, level], ...(math.rehypePlugins ?? []), ...(code.rehypePlugins ?? [])],
    [level, math, code],
  );
  return (
    <ReactMarkdown
      remarkPlugins={remarkPlugins}
      rehypePlugins={rehypePlugins}
      components={components}
      urlTransform={(address) => defaultUrlTransform(resolve ? resolve(address) : address)}
    >
      {text.replace(oneLine, "$$$$\n$1\n$$$$")}
    </ReactMarkdown>
  );
}

const components: Components = {
  a: ({ href, children }) =>
    href?.startsWith("#") ? (
      <a href={href}>{children}</a>
    ) : (
      <a href={href} target="_blank" rel="noopener noreferrer nofollow">
        {children}
      </a>
    ),
  img: ({ src, alt, title }) => <Picture src={src} alt={alt} title={title} />,
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard.
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard.
    <div data-table tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
};
