import type { Element, ElementContent, Root } from "hast";
import type { Root as Markdown } from "mdast";
import rehypeRemark from "rehype-remark";
import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { formulaOf, mathTag } from "./math.ts";

const schema = {
  ...defaultSchema,
  tagNames: [...(defaultSchema.tagNames ?? []), mathTag, "center", "u", "small", "mark", "abbr", "cite", "dfn"],
  attributes: { ...defaultSchema.attributes, [mathTag]: ["display"] },
  protocols: {
    ...defaultSchema.protocols,
    href: ["http", "https", "mailto", "asset"],
    src: ["http", "https", "asset"],
  },
};

const processor = unified()
  .use(rehypeSanitize, schema)
  .use(rehypeRemark, { handlers: { [mathTag]: (_state: unknown, node: Element) => formula(node) } })
  .use(remarkGfm, { tablePipeAlign: false })
  .use(remarkMath)
  .use(remarkStringify, { bullet: "-", emphasis: "_", rule: "-", listItemIndent: "one" });

/** HTML that is already a tree, as Markdown; empty where there is nothing to read. */
export function toMarkdown(children: ElementContent[]): string {
  const root: Root = { type: "root", children };
  return processor.stringify(processor.runSync(root) as unknown as Markdown).trim();
}

function formula(node: Element) {
  const type = node.properties.display ? ("math" as const) : ("inlineMath" as const);
  return { type, value: formulaOf(node) };
}
