import type { Element, Root } from "hast";
import { Parser } from "htmlparser2";

const deepest = 60;
const mostElements = 500;
const marks = new Set(["a", "b", "strong", "i", "em", "s", "del", "code", "span"]);
const silent = new Set(["script", "style", "template", "noscript", "title"]);

/**
 * HTML as a tree that takes little time to work on: 60 kB of `<b><i></b></i>` were seen to keep the writers of Markdown
 * for a minute and a half. Elements past the five hundredth, or deeper than sixty, are passed over; what they say is kept.
 */
export function readHtml(html: string): Root {
  const root: Root = { type: "root", children: [] };
  const open: (Root | Element)[] = [root];
  let elements = 0;
  let passed = 0;
  let hidden = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (silent.has(name)) hidden++;
      if (passed > 0 || open.length > deepest || elements >= mostElements) {
        passed++;
        return;
      }
      const { href, src, alt } = attributes;
      const properties = { ...(href && { href }), ...(src && { src }), ...(alt && { alt }) };
      const element: Element = { type: "element", tagName: name, properties, children: [] };
      elements++;
      open.at(-1)?.children.push(element);
      open.push(element);
    },
    ontext(value) {
      if (hidden) return;
      const before = open.at(-1)?.children.at(-1);
      if (before?.type === "text") before.value += value;
      else open.at(-1)?.children.push({ type: "text", value });
    },
    onclosetag(name) {
      if (silent.has(name)) hidden--;
      if (passed) {
        passed--;
        return;
      }
      open.pop();
      const closed = open.at(-1)?.children.at(-1);
      // Marks of nothing say nothing, and thousands of them keep the writers of Markdown busy.
      if (marks.has(name) && closed?.type === "element" && closed.children.length === 0) open.at(-1)?.children.pop();
    },
  });
  parser.write(html);
  parser.end();
  return root;
}
