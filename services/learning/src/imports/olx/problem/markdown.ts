import type { XmlElement, XmlNode } from "../../xml.ts";

const el = (name: string, attributes: Record<string, string>, ...children: XmlNode[]): XmlElement => ({
  name,
  attributes,
  children,
});
const html = (text: string): XmlNode => ({ text, raw: true });

/**
 * A problem that was written in Studio's own Markdown alone, as the elements that Studio makes of it. Questions are
 * parted by lines of `---`.
 */
export function problemOfMarkdown(markdown: string): XmlElement {
  const parts = markdown.replaceAll("\r\n", "\n").split(/^---+\s*$/m);
  return el("problem", {}, ...parts.flatMap(readPart));
}

function readPart(markdown: string): XmlElement[] {
  const solutions: XmlElement[] = [];
  const hints: XmlElement[] = [];
  const text = markdown
    .replace(/\[explanation\]([\s\S]*?)\[\/?explanation\]/gi, (_, inner: string) => {
      solutions.push(el("solution", {}, ...paragraphs(inner)));
      return "\n";
    })
    .replace(/^\|\|(.+)\|\|\s*$/gm, (_, hint: string) => {
      hints.push(el("hint", {}, html(hint.trim())));
      return "";
    });
  const rest: string[] = [];
  const lines = text.split("\n");
  const answers = new AnswerLines();
  for (const line of lines) if (!answers.take(line)) rest.push(line);
  const asked: XmlElement[] = [];
  const lead = rest.join("\n").replace(/>>([\s\S]*?)<</g, (_, question: string) => {
    const [label = "", about] = question.split("||");
    asked.push(el("label", {}, html(label.trim())));
    if (about) asked.push(el("description", {}, html(about.trim())));
    return "\n\n";
  });
  const response = answers.response();
  const before = paragraphs(lead);
  if (!response) return [...before, ...asked, ...solutions];
  const demand = hints.length > 0 ? [el("demandhint", {}, ...hints)] : [];
  return [...before, { ...response, children: [...asked, ...response.children, ...solutions] }, ...demand];
}

/** Collects the lines of a question that are answers. */
class AnswerLines {
  readonly #choices: XmlElement[] = [];
  readonly #options: XmlElement[] = [];
  readonly #answers: string[] = [];
  #kind = "";
  #inDropdown = false;

  /** Whether a line belongs to the answers. */
  take(line: string): boolean {
    const radio = /^\s*\((x?|\s)\)\s*(.+)$/i.exec(line);
    const box = /^\s*\[(x?|\s)\]\s*(.+)$/i.exec(line);
    if (this.#inDropdown) return this.#dropdownLine(line);
    if (/^\s*\[\[/.test(line)) return this.#dropdown(line);
    if (radio) return this.#choice("multiplechoiceresponse", /x/i.test(radio[1] as string), radio[2] as string);
    if (box) return this.#choice("choiceresponse", /x/i.test(box[1] as string), box[2] as string);
    const answer = /^\s*(?:s?=|(or)=|not=)\s*(.+)$/.exec(line);
    if (!answer || line.trim().startsWith("not=")) return false;
    this.#answers.push((answer[2] as string).replace(/\{\{.*?\}\}/g, "").trim());
    if (/^\s*s=/.test(line)) this.#kind = "stringresponse";
    return true;
  }

  response(): XmlElement | undefined {
    if (this.#choices.length > 0) {
      const group = this.#kind === "choiceresponse" ? "checkboxgroup" : "choicegroup";
      return el(this.#kind, {}, el(group, {}, ...this.#choices));
    }
    if (this.#options.length > 0) return el("optionresponse", {}, el("optioninput", {}, ...this.#options));
    const [first, ...more] = this.#answers;
    if (first === undefined) return undefined;
    const [, number = first, tolerance] = /^(.*?)\s*\+-\s*(.+)$/.exec(first) ?? [];
    const numeric = this.#kind !== "stringresponse" && /^[-+[(]?\s*[\d.]/.test(number);
    const others = more.map((answer) => el("additional_answer", { answer }));
    if (!numeric) return el("stringresponse", { answer: first, type: "ci" }, ...others);
    const allowed = tolerance ? [el("responseparam", { type: "tolerance", default: tolerance })] : [];
    return el("numericalresponse", { answer: number }, ...allowed, ...others);
  }

  #choice(kind: string, correct: boolean, text: string): boolean {
    this.#kind ||= kind;
    this.#choices.push(withHint("choice", "choicehint", correct, text));
    return true;
  }

  #dropdown(line: string): boolean {
    const inside = line.replace(/^\s*\[\[/, "");
    this.#inDropdown = !inside.includes("]]");
    for (const option of inside.replace(/\]\].*$/, "").split(",")) this.#option(option);
    return true;
  }

  #dropdownLine(line: string): boolean {
    if (line.includes("]]")) this.#inDropdown = false;
    this.#option(line.replace(/\]\].*$/, ""));
    return true;
  }

  #option(text: string): void {
    const plain = text.trim();
    if (plain === "") return;
    const correct = /^\((.*?)\)(\s*\{\{.*\}\})?$/.exec(plain);
    this.#options.push(
      withHint("option", "optionhint", correct !== null, correct ? correct[1] + (correct[2] ?? "") : plain),
    );
  }
}

function withHint(name: string, hintName: string, correct: boolean, text: string): XmlElement {
  const hints: XmlElement[] = [];
  const plain = text.replace(/\{\{\s*(?:s(?:elected)?:|u(?:nselected)?:)?(.*?)\}\}/g, (_, hint: string) => {
    hints.push(el(hintName, {}, html(hint.trim())));
    return "";
  });
  return el(name, { correct: String(correct) }, html(plain.trim()), ...hints);
}

function paragraphs(text: string): XmlElement[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== "")
    .map((paragraph) => {
      const heading = /^(.+)\n(===+|---+)$/.exec(paragraph)?.[1];
      return heading ? el("h3", {}, html(heading)) : el("div", {}, html(paragraph));
    });
}
