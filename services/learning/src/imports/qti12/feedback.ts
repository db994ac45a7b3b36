import { type ReadFeedback, tellFeedback } from "../questions/feedback.ts";
import { descendants, elements, type XmlElement } from "../xml.ts";
import type { Label } from "./choices.ts";
import { readConditions } from "./conditions.ts";
import { materialsOf } from "./material.ts";

/** What an item of QTI 1.2 tells about answers: with the one that it is about, where a condition names a label. */
export function readItemFeedback(
  item: XmlElement,
  labels: readonly Label[],
  render: (html: string) => string,
): ReadFeedback {
  const conditions = readConditions(item);
  const words = (element: XmlElement) => render(materialsOf(element, [], /^(solution|hint)$/));
  const inside = (name: string) =>
    elements(item, "itemfeedback").flatMap((feedback) => descendants(feedback, (element) => element.name === name));
  const about = (id: string) => {
    const showing = conditions.find(({ feedback }) => feedback.includes(id));
    const [comparison, ...more] = showing?.comparisons ?? [];
    if (!comparison || more.length > 0 || comparison.negated || comparison.operator !== "varequal") return undefined;
    const label = labels.find(({ identifier }) => identifier === comparison.value);
    return label?.text ?? (labels.length === 0 ? comparison.value : undefined);
  };
  const said = elements(item, "itemfeedback").map((feedback) => ({
    words: words(feedback),
    about: about(feedback.attributes.ident ?? ""),
  }));
  const solutions = inside("solution").map((solution) => ({ words: words(solution), about: undefined }));
  return tellFeedback([...said, ...solutions], inside("hint").map(words));
}
