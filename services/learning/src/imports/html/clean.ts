import type { Element, ElementContent, RootContent } from "hast";
import type { Change } from "../report.ts";
import { type Address, readAddress, youtubeId } from "./address.ts";
import { formula, formulaOf, isDisplayMath, mathmlFormula, mathTag, script, splitMath } from "./math.ts";
import { asTable } from "./tables.ts";

/** The name of an element that stands for a video until it becomes a block. */
export const videoTag = "x-video";

/** What HTML may refer to in the course around it. */
export interface HtmlScope {
  /** The name under which a file of the course will be kept; undefined where there is none that can be. */
  asset(name: string): string | undefined;
  /** The title of the lesson or other part that an id names. */
  titleOf(id: string): string | undefined;
  /** What an address leads to; where it is absent, addresses are those of Open edX. */
  address?(href: string): Address;
}

export const changes = {
  script: { reason: "SCRIPT_DROPPED", message: "A script was dropped." },
  handler: { reason: "SCRIPT_DROPPED", message: "What happens on a click or a key was dropped." },
  style: { reason: "STYLE_DROPPED", message: "Styles were dropped." },
  form: { reason: "FORM_DROPPED", message: "Form controls were dropped." },
  scriptedForm: { reason: "FORM_DROPPED", message: "Form controls that run a script were dropped." },
  drawing: { reason: "DRAWING_DROPPED", message: "A drawing inside the HTML was dropped." },
  mathml: { reason: "FORMULA_DROPPED", message: "A formula in MathML was dropped." },
  inlineImage: { reason: "IMAGE_DROPPED", message: "An image written into the HTML itself was dropped." },
} satisfies Record<string, Change>;

const dropped = new Map<string, Change | undefined>([
  ["script", changes.script],
  ["noscript", undefined],
  ["template", undefined],
  ["style", changes.style],
  ["link", changes.style],
  ["meta", undefined],
  ["base", undefined],
  ["title", undefined],
  ["button", changes.form],
  ["input", changes.form],
  ["select", changes.form],
  ["textarea", changes.form],
  ["svg", changes.drawing],
  ["canvas", changes.drawing],
]);
const blocks = new Set([
  "root",
  "div",
  "section",
  "article",
  "main",
  "header",
  "footer",
  "aside",
  "center",
  "li",
  "dd",
]);

/** Turns the HTML of an author into HTML that says the same in Markdown, and notes what it could not keep. */
export class Cleaner {
  readonly changes: Change[] = [];
  readonly #scope: HtmlScope;

  constructor(scope: HtmlScope) {
    this.#scope = scope;
  }

  clean(nodes: readonly (RootContent | ElementContent)[], parent = "root", verbatim = false): ElementContent[] {
    const children = nodes.flatMap((node) => this.#node(node, parent, verbatim));
    if (parent === "p" || blocks.has(parent)) return children;
    // A formula cannot stand on lines of its own inside a heading or a cell of a table.
    return children.map((child) => (isDisplayMath(child) ? formula(formulaOf(child), false) : child));
  }

  #node(node: RootContent | ElementContent, parent: string, verbatim: boolean): ElementContent[] {
    if (node.type === "text") return verbatim ? [node] : splitMath(node.value.replaceAll("\u00a0", " "));
    if (node.type !== "element") return [];
    const { tagName, properties } = node;
    const scripted = Object.keys(properties).some((name) => /^on[A-Z]/.test(name));
    if (dropped.has(tagName)) {
      const change = dropped.get(tagName);
      if (change) this.changes.push(change === changes.form && scripted ? changes.scriptedForm : change);
      return [];
    }
    if (scripted) this.changes.push(changes.handler);
    switch (tagName) {
      case mathTag:
      case videoTag:
        return [];
      case "math": {
        const tex = mathmlFormula(node);
        if (!tex) this.changes.push(changes.mathml);
        return tex ? [tex] : [];
      }
      case "a":
        return this.#link(node);
      case "img":
        return this.#image(node);
      case "iframe":
      case "embed":
      case "object":
        return this.#frame(node);
      case "video":
      case "audio":
        return this.#media(node);
      case "sup":
      case "sub":
        return this.#script(node, tagName);
      case "b":
      case "strong":
      case "i":
      case "em":
        return spacesOutside({ ...node, children: this.clean(node.children, tagName, verbatim) });
      case "table":
        return asTable({ ...node, children: this.clean(node.children, tagName, verbatim) }, this.changes);
      case "p":
        return splitParagraph({ ...node, children: this.clean(node.children, tagName) });
      default: {
        const keep = verbatim || tagName === "pre" || tagName === "code";
        // A wrapper without meaning lets formulas through as its parent would.
        const context = tagName === "span" || tagName === "font" ? parent : tagName;
        return [{ ...node, children: this.clean(node.children, context, keep) }];
      }
    }
  }

  #link(node: Element): ElementContent[] {
    const children = this.clean(node.children, "a");
    const href = String(node.properties.href ?? "");
    const address = this.#address(href);
    if (address.kind === "outside") return spacesOutside(element("a", { href: address.url }, children));
    if (address.kind === "file") {
      const asset = this.#scope.asset(address.name);
      if (asset !== undefined) return spacesOutside(element("a", { href: `asset:${asset}` }, children));
      this.#fileMissing(address.name);
      return children;
    }
    if (address.kind === "inside") {
      this.changes.push({ reason: "LINK_REDUCED", message: "Links inside the course became plain text." });
      const title = this.#scope.titleOf(address.id);
      if (title !== undefined && saysNothing(children)) return [...children, { type: "text", value: ` (${title})` }];
    } else if (href !== "" && !href.startsWith("#") && !/^javascript:/i.test(href)) {
      this.changes.push({ reason: "LINK_REDUCED", message: "A link that leads nowhere became plain text." });
    }
    return children;
  }

  #image(node: Element): ElementContent[] {
    const src = String(node.properties.src ?? "");
    const alt = String(node.properties.alt ?? "");
    // Canvas draws formulas as pictures, and keeps what it drew.
    const tex = node.properties.dataEquationContent;
    if (typeof tex === "string" && tex.trim() !== "") return [formula(tex.trim(), false)];
    const address = this.#address(src);
    if (address.kind === "outside") return [element("img", { src: address.url, alt })];
    if (address.kind === "file") {
      const asset = this.#scope.asset(address.name);
      if (asset !== undefined) return [element("img", { src: `asset:${asset}`, alt })];
      this.#fileMissing(address.name);
    } else if (/^data:/i.test(src)) this.changes.push(changes.inlineImage);
    else this.changes.push({ reason: "FILE_MISSING", message: "An image whose address leads nowhere was dropped." });
    return alt === "" ? [] : [{ type: "text", value: alt }];
  }

  #frame(node: Element): ElementContent[] {
    const source = String(node.properties.src ?? node.properties.data ?? "");
    const title = String(node.properties.title ?? "").trim();
    const youtube = youtubeId(source);
    if (youtube !== undefined) return [element(videoTag, { source: `youtube:${youtube}`, title })];
    const address = this.#address(source);
    const asset = address.kind === "file" ? this.#scope.asset(address.name) : undefined;
    const href = address.kind === "outside" ? address.url : asset && `asset:${asset}`;
    if (href === undefined) {
      const named = address.kind === "file" ? `, ${address.name},` : "";
      this.changes.push({ reason: "FRAME_DROPPED", message: `An embedded page${named} was dropped.` });
      return [];
    }
    this.changes.push({ reason: "FRAME_DROPPED", message: `What was embedded from ${href} became a link to it.` });
    return [element("p", {}, [element("a", { href }, [{ type: "text", value: title || (asset ?? href) }])])];
  }

  #media(node: Element): ElementContent[] {
    const inner = node.children.filter((child) => child.type === "element" && child.tagName === "source");
    const sources = [node, ...(inner as Element[])].map(({ properties }) => String(properties.src ?? ""));
    for (const source of sources) {
      const address = this.#address(source);
      const asset = address.kind === "file" ? this.#scope.asset(address.name) : undefined;
      const secure = address.kind === "outside" && address.url.startsWith("https:") ? address.url : undefined;
      const found = asset === undefined ? secure : `asset:${asset}`;
      if (found === undefined) continue;
      if (node.tagName === "video") return [element(videoTag, { source: found, title: "" })];
      this.changes.push({ reason: "AUDIO_LINKED", message: "A recording became a link to its file." });
      return [element("a", { href: found }, [{ type: "text", value: asset ?? found }])];
    }
    this.changes.push({ reason: "FILE_MISSING", message: `A ${node.tagName} without a file was dropped.` });
    return [];
  }

  #script(node: Element, tag: "sup" | "sub"): ElementContent[] {
    const [only] = node.children;
    if (node.children.length !== 1 || only?.type !== "text") return this.clean(node.children, tag);
    return [{ type: "text", value: script(only.value, tag) }];
  }

  #address(href: string): Address {
    return this.#scope.address?.(href) ?? readAddress(href);
  }

  #fileMissing(name: string): void {
    this.changes.push({
      reason: "FILE_MISSING",
      message: `The file ${name} cannot be carried: it is absent or a program.`,
    });
  }
}

/** Whether a link's words tell nothing of where it leads. */
function saysNothing(children: ElementContent[]): boolean {
  const words = children.map((child) => (child.type === "text" ? child.value : "")).join("");
  return /^\s*(click )?(here|this|link|this link|page|здесь|тут|сюда|ссылка)\s*$/i.test(words);
}

/** Cuts a paragraph at the formulas that stand on lines of their own. */
function splitParagraph(node: Element): ElementContent[] {
  if (!node.children.some(isDisplayMath)) return [node];
  const parts: ElementContent[] = [];
  let run: ElementContent[] = [];
  const flush = () => {
    if (run.length > 0) parts.push({ ...node, children: run });
    run = [];
  };
  for (const child of node.children) {
    if (!isDisplayMath(child)) run.push(child);
    else {
      flush();
      parts.push(child);
    }
  }
  flush();
  return parts;
}

/** Moves the spaces at the ends of emphasis or a link out of it, where Markdown wants them. */
function spacesOutside(node: Element): ElementContent[] {
  const [first] = node.children;
  const last = node.children.at(-1);
  const space: ElementContent = { type: "text", value: " " };
  const before = first?.type === "text" && /^\s/.test(first.value);
  const after = last?.type === "text" && /\s$/.test(last.value);
  if (before) first.value = first.value.trimStart();
  if (after) last.value = last.value.trimEnd();
  const empty = node.children.every((child) => child.type === "text" && child.value === "");
  if (empty) return before || after ? [space] : [];
  return [...(before ? [space] : []), node, ...(after ? [space] : [])];
}

function element(tagName: string, properties: Element["properties"], children: ElementContent[] = []): Element {
  return { type: "element", tagName, properties, children };
}
