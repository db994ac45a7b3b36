import { type ReadFeedback, tellFeedback } from "../questions/feedback.ts";
import type { XmlElement } from "../xml.ts";

/** Reads feedback: what is given on request becomes hints, all else the explanation, with the answer that it is about. */
export function readFeedback(
  feedback: readonly XmlElement[],
  labels: ReadonlyMap<string, string>,
  render: (element: XmlElement) => string,
): ReadFeedback {
  const asked = ({ attributes }: XmlElement) =>
    /hint/i.test(`${attributes.identifier} ${attributes["outcome-identifier"]}`);
  const said = feedback
    .filter((element) => !asked(element))
    .map((element) => ({ words: render(element), about: labels.get(element.attributes.identifier ?? "") }));
  return tellFeedback(said, feedback.filter(asked).map(render));
}
