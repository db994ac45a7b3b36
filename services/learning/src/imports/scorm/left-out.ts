import { child, type Item, localName, type Manifest } from "../manifest/manifest.ts";
import type { Change, Report } from "../report.ts";
import { elements, type XmlElement } from "../xml.ts";
import { extension } from "./entry.ts";

const sequencing: Change = {
  reason: "SEQUENCING_DROPPED",
  message: "Rules of sequencing are not followed: lessons are open in any order.",
};

const rules: [string, Change][] = [
  [
    "prerequisites",
    { reason: "PREREQUISITE_DROPPED", message: "It is open at once, without what had to be done before it." },
  ],
  ["maxtimeallowed", { reason: "TIME_LIMIT_DROPPED", message: "Its time limit is not kept." }],
  ["timelimitaction", { reason: "TIME_LIMIT_DROPPED", message: "Its time limit is not kept." }],
  ["presentation", { reason: "CONTROLS_DROPPED", message: "Its wishes on the player's buttons are not followed." }],
];

/** What an item asks for that a course does not do. */
export function rulesOf({ element }: Item): Change[] {
  const said = rules.flatMap(([name, change]) => (extension(element, name) ? [change] : []));
  return isRuled(element) ? [...said, sequencing] : said;
}

/** Whether an element rules over the order in which one goes; what it takes to pass, and who says so, is no such rule. */
function isRuled(element: XmlElement): boolean {
  const said = child(element, "sequencing");
  if (!said) return false;
  const refers = "IDRef" in said.attributes;
  return refers || elements(said).some(({ name }) => !/^(objectives|deliveryControls)$/.test(localName(name)));
}

/** Lines for what no item tells of. */
export function reportRest({ file, element, organizations }: Manifest, report: Report): void {
  for (const { title, id } of organizations.slice(1)) {
    const message = "A course has one order; this is another of the package's.";
    report.leftOut({ source: file, kind: "organization", title: title || id }, "ORGANIZATION_DROPPED", message);
  }
  const [first] = organizations;
  const { reason, message: unruled } = sequencing;
  if (first && isRuled(first.element)) {
    report.leftOut({ source: file, kind: "sequencing", title: first.title }, reason, unruled);
  }
  if (elements(element).some(({ name }) => localName(name) === "sequencingCollection")) {
    report.leftOut({ source: file, kind: "sequencingCollection" }, reason, unruled);
  }
  const metadata = child(element, "metadata");
  const more = metadata && elements(metadata).filter(({ name }) => !/^schema(version)?$/i.test(localName(name)));
  if (more && more.length > 0) {
    const message = "Of its metadata the title, the description and the language are taken.";
    report.leftOut({ source: file, kind: "metadata" }, "METADATA_DROPPED", message);
  }
}
