import { descendants, elements, textOf, type XmlElement } from "../xml.ts";

/** What an item says of one response: what is right, and what each answer is worth. */
export interface Declaration {
  id: string;
  /** `single`, `multiple`, `ordered` or `record`. */
  cardinality: string;
  /** `identifier`, `string`, `integer`, `float`, `directedPair`, `point`, ... */
  baseType: string;
  /** The right values, in their order. */
  correct: string[];
  mapping?: Mapping;
  areas?: Area[];
}

/** What single answers are worth. */
export interface Mapping {
  entries: { key: string; value: number; caseSensitive: boolean }[];
  upper?: number;
}

/** A part of a picture and what a point in it is worth. */
export interface Area {
  shape: string;
  coords: string;
  value: number;
}

/** The declarations of an item's responses, by identifier. */
export function readDeclarations(item: XmlElement): Map<string, Declaration> {
  return new Map(
    elements(item, "qti-response-declaration")
      .map(readDeclaration)
      .map((each) => [each.id, each]),
  );
}

function readDeclaration(element: XmlElement): Declaration {
  const { identifier = "", cardinality = "single", "base-type": baseType = "identifier" } = element.attributes;
  const [right] = elements(element, "qti-correct-response");
  const [mapping] = elements(element, "qti-mapping");
  const [areas] = elements(element, "qti-area-mapping");
  return {
    id: identifier,
    cardinality,
    baseType,
    correct: right ? elements(right, "qti-value").map(words) : [],
    ...(mapping && { mapping: readMapping(mapping) }),
    ...(areas && { areas: elements(areas, "qti-area-map-entry").map(readArea) }),
  };
}

function readMapping(element: XmlElement): Mapping {
  const upper = numberOf(element.attributes["upper-bound"]);
  return {
    entries: elements(element, "qti-map-entry").map(({ attributes }) => ({
      key: (attributes["map-key"] ?? "").trim(),
      value: numberOf(attributes["mapped-value"]) ?? 0,
      caseSensitive: attributes["case-sensitive"] === "true",
    })),
    ...(upper !== undefined && { upper }),
  };
}

function readArea({ attributes }: XmlElement): Area {
  const { shape = "", coords = "", "mapped-value": value } = attributes;
  return { shape, coords, value: numberOf(value) ?? 0 };
}

/** The most that an item may earn, as it says itself; undefined where it does not. */
export function maxScoreOf(item: XmlElement): number | undefined {
  const outcomes = elements(item, "qti-outcome-declaration");
  const of = (id: string) => outcomes.find(({ attributes }) => attributes.identifier === id);
  const max = of("MAXSCORE");
  const [value] = max ? descendants(max, ({ name }) => name === "qti-value") : [];
  return numberOf(value && textOf(value)) ?? numberOf(of("SCORE")?.attributes["normal-maximum"]);
}

/** A number as QTI writes it; undefined where it is none. */
export function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === "") return undefined;
  const number = Number(text.trim());
  return Number.isFinite(number) ? number : undefined;
}

function words(element: XmlElement): string {
  return textOf(element).replace(/\s+/g, " ").trim();
}
