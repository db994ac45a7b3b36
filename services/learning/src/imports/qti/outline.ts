import type { Change } from "../report.ts";
import { elements, type XmlElement } from "../xml.ts";
import { numberOf } from "./declarations.ts";
import type { QtiReader } from "./reader.ts";

/** A place in a test where an item is asked. */
export interface ItemRef {
  /** The item's path; undefined where it leads out of the package. */
  path: string | undefined;
  href: string;
  /** What its points are multiplied by. */
  weight: number;
  required: boolean;
  changes: Change[];
}

/** A section of a test. */
export interface Section {
  /** The file that it stands in. */
  file: string;
  title: string;
  visible: boolean;
  /** How many of its children an attempt asks; undefined for all. */
  select: number | undefined;
  /** Whether they are to come in another order each time. */
  shuffled: boolean;
  rubrics: XmlElement[];
  children: (Section | ItemRef)[];
  changes: Change[];
}

const deepest = 16;
const mostPlaces = 5000;

/** Reads the sections of a test, those that stand in files of their own too. */
export async function readSections(test: XmlElement, file: string, reader: QtiReader): Promise<Section[]> {
  const inside = new Set<string>();
  let count = 0;

  async function section(element: XmlElement, from: string, depth: number): Promise<Section> {
    const { title = "", visible } = element.attributes;
    const read: Section = {
      file: from,
      title: title.replace(/\s+/g, " ").trim(),
      visible: visible !== "false",
      select: selectOf(element),
      shuffled: elements(element, "qti-ordering").some(({ attributes }) => attributes.shuffle === "true"),
      rubrics: elements(element, "qti-rubric-block"),
      children: [],
      changes: changesOf(element),
    };
    for (const child of elements(element)) {
      const place = ++count <= mostPlaces && depth < deepest ? await placeOf(child, from, depth + 1) : undefined;
      if (place) read.children.push(place);
    }
    return read;
  }

  async function placeOf(child: XmlElement, from: string, depth: number): Promise<Section | ItemRef | undefined> {
    if (child.name === "qti-assessment-section") return section(child, from, depth);
    if (child.name === "qti-assessment-section-ref") return sectionOf(child.attributes.href ?? "", from, depth);
    if (child.name !== "qti-assessment-item-ref") return undefined;
    const { href = "", required } = child.attributes;
    const [weight] = elements(child, "qti-weight").map(({ attributes }) => numberOf(attributes.value));
    const path = reader.files.resolve(href, from);
    return { path, href, weight: weight ?? 1, required: required === "true", changes: changesOf(child) };
  }

  async function sectionOf(href: string, from: string, depth: number): Promise<Section | undefined> {
    const path = reader.files.resolve(href, from);
    const piece = { source: path ?? href, kind: "section" };
    if (path === undefined) {
      reader.report.leftOut(piece, "HREF_OUTSIDE", "It leads out of the package.");
      return undefined;
    }
    if (inside.has(path)) {
      reader.report.leftOut(piece, "SECTION_CIRCULAR", "It holds itself.");
      return undefined;
    }
    inside.add(path);
    const element = await reader.open(path, "qti-assessment-section");
    const read = element && (await section(element, path, depth));
    inside.delete(path);
    return read;
  }

  const sections: Section[] = [];
  for (const part of elements(test, "qti-test-part")) {
    for (const child of elements(part)) {
      const place = await placeOf(child, file, 0);
      if (place && "children" in place) sections.push(place);
    }
  }
  if (count > mostPlaces) {
    const message = `Of its items, those past the first ${mostPlaces} were left out.`;
    reader.report.leftOut({ source: file, kind: "test" }, "TEST_TOO_LARGE", message);
  }
  return sections;
}

function selectOf(element: XmlElement): number | undefined {
  const [selection] = elements(element, "qti-selection");
  const select = numberOf(selection?.attributes.select);
  return select !== undefined && select >= 0 ? Math.trunc(select) : undefined;
}

/** What a section or a place of an item wants that has no like here. */
function changesOf(element: XmlElement): Change[] {
  const changes: Change[] = [];
  if (elements(element).some(({ name }) => name === "qti-pre-condition" || name === "qti-branch-rule")) {
    changes.push({ reason: "CONDITION_DROPPED", message: "It was to be shown on a condition; it is always shown." });
  }
  if (elements(element, "qti-time-limits").some(({ attributes }) => attributes["max-time"] !== undefined)) {
    changes.push({ reason: "TIME_LIMIT_DROPPED", message: "A time limit of a part of the test was dropped." });
  }
  return changes;
}

/** Places of items below, one after the other. */
export function itemsOf(section: Section): ItemRef[] {
  return section.children.flatMap((child) => ("children" in child ? itemsOf(child) : [child]));
}
