import { createContext, use, useMemo } from "react";
import ReactMarkdown, { type Components, defaultUrlTransform, type Options } from "react-markdown";
import { Link } from "react-router";
import remarkGfm from "remark-gfm";
import { anchorId, anchors } from "./anchors.ts";
import { Callout } from "./callout.tsx";
import { callouts } from "./callouts.ts";
import { shiftHeadings } from "./headings.ts";
import type { Resolve, Wiki } from "./markdown.tsx";
import { Picture } from "./picture.tsx";
import { type Slots, slotElements, withSigns } from "./slots.ts";
import { TaskBox } from "./task-box.tsx";
import { wikiLinks, wikiScheme, wikiTarget } from "./wiki-links.ts";

type Plugins = Pick<Options, "remarkPlugins" | "rehypePlugins">;
type Extra = "math" | "code" | "none";

// Maths and the colours of code weigh more than all else, and most texts have neither.
const loaded = new Map<string, Promise<Plugins>>();

function load(name: Extra): Promise<Plugins> {
  const known = loaded.get(name);
  if (known) return known;
  const asked =
    name === "math" ? import("./math.ts") : name === "code" ? import("./code.ts") : Promise.resolve({} as Plugins);
  loaded.set(name, asked);
  return asked;
}

let diagrams: Promise<typeof import("./diagram.tsx")> | undefined;
const nothing = Promise.resolve(undefined);

// Authors write a formula of its own between two dollars on one line; the parser wants it on three.
const oneLine = /^\$\$([^$\n]+)\$\$[ \t]*$/gm;

const Leading = createContext<Wiki | undefined>(undefined);
const Filling = createContext<Slots | undefined>(undefined);

/** Markdown as elements. */
export default function Rendered({
  text,
  level,
  resolve,
  wiki,
  slots,
}: {
  text: string;
  level: number;
  resolve?: Resolve;
  wiki?: Wiki;
  slots?: Slots;
}) {
  const filled = slots !== undefined;
  const math = use(load(/\$/.test(text) ? "math" : "none"));
  const code = use(load(/```|~~~/.test(text) ? "code" : "none"));
  const remarkPlugins = useMemo(
    () => [remarkGfm, callouts, ...(wiki ? [wikiLinks] : []), ...(math.remarkPlugins ?? [])],
    [math, wiki],
  );
  const rehypePlugins = useMemo<Options["rehypePlugins"]>(
    () => [
      ...(wiki ? [anchors] : []),
      [shiftHeadings, level],
      ...(math.rehypePlugins ?? []),
      ...(code.rehypePlugins ?? []),
      ...(filled ? [slotElements] : []),
    ],
    [level, math, code, wiki, filled],
  );
  const source = (slots ? withSigns(text, slots.ids) : text).replace(oneLine, "$$$$\n$1\n$$$$");
  // Who types into a slot does not have the text read and its code coloured anew with each letter.
  const rendered = useMemo(
    () => (
      <ReactMarkdown
        remarkPlugins={remarkPlugins}
        rehypePlugins={rehypePlugins}
        components={components}
        urlTransform={(address, attribute) =>
          wiki && attribute === "href" && address.startsWith(wikiScheme)
            ? address
            : defaultUrlTransform(resolve ? resolve(address) : address)
        }
      >
        {source}
      </ReactMarkdown>
    ),
    [source, remarkPlugins, rehypePlugins, resolve, wiki],
  );
  return (
    <Leading value={wiki}>
      <Filling value={slots}>{rendered}</Filling>
    </Leading>
  );
}

const components: Components = {
  a: ({ href, children }) => <Address href={href}>{children}</Address>,
  aside: ({ children, node }) => <Callout kind={String(node?.properties["data-callout"] ?? "")}>{children}</Callout>,
  input: ({ checked }) => <TaskBox done={checked === true} />,
  img: ({ src, alt, title }) => <Picture src={src} alt={alt} title={title} />,
  pre: ({ children, node }) => <Preformatted source={diagramIn(node)}>{children}</Preformatted>,
  slot: ({ name }) => <Slot index={Number(name)} />,
  table: ({ children }) => (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard.
    <div data-table tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
};

function Slot({ index }: { index: number }) {
  const slots = use(Filling);
  const id = slots?.ids[index];
  return id === undefined ? null : slots?.fill(id, index);
}

function Address({ href, children }: { href: string | undefined; children?: React.ReactNode }) {
  const wiki = use(Leading);
  const target = wikiTarget(href);
  if (target !== undefined) {
    const to = wiki?.lead(target);
    if (to) return <Link to={to}>{children}</Link>;
    const missing = wiki?.missing?.(target);
    return missing ? (
      <Link to={missing} data-missing>
        {children}
      </Link>
    ) : (
      <span data-missing>{children}</span>
    );
  }
  if (href?.startsWith("#")) return <a href={wiki ? `#${anchorId(href.slice(1))}` : href}>{children}</a>;
  if (href?.startsWith(wikiScheme)) return <span data-missing>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function Preformatted({ source, children }: { source: string | undefined; children?: React.ReactNode }) {
  const drawn = use(source === undefined ? nothing : loadDiagrams());
  if (drawn && source !== undefined) return <drawn.Diagram text={source} />;
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard.
  return <pre tabIndex={0}>{children}</pre>;
}

function loadDiagrams() {
  diagrams ??= import("./diagram.tsx");
  return diagrams;
}

interface CodeNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: { className?: unknown };
  children?: CodeNode[];
}

/** The text of a fence named `mermaid`. */
function diagramIn(node: CodeNode | undefined): string | undefined {
  const code = node?.children?.[0];
  const names = code?.properties?.className;
  if (code?.tagName !== "code" || !Array.isArray(names) || !names.includes("language-mermaid")) return undefined;
  const textOf = (each: CodeNode): string => each.value ?? (each.children ?? []).map(textOf).join("");
  return textOf(code).trim();
}
