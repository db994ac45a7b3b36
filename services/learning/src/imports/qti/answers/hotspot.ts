import type { Choice } from "../../../content.ts";
import { type Answers, letter } from "../../questions/answers.ts";
import { Unusable } from "../../questions/unusable.ts";
import { descendants } from "../../xml.ts";
import { type Area as MappedArea, numberOf } from "../declarations.ts";
import { areaOf } from "./area.ts";
import { type AnswerImage, type Asking, noteUneven, rightValues } from "./asking.ts";

interface Place {
  shape: string;
  coords: string;
  label: string;
}

/** Places on an image, of which one or several are right. */
export async function readHotspot(asking: Asking): Promise<Answers> {
  const { element, declaration, processing } = asking;
  const image = await imageOf(asking);
  const spots = descendants(element, ({ name }) => name === "qti-hotspot-choice").map(({ attributes }) => ({
    identifier: attributes.identifier ?? "",
    shape: attributes.shape ?? "default",
    coords: attributes.coords ?? "",
    label: attributes["hotspot-label"] ?? attributes["aria-label"] ?? "",
  }));
  const choices = placed(spots, image, asking);
  for (const [index, { identifier }] of spots.entries()) asking.labels.set(identifier, choices[index]?.text ?? "");
  const many = declaration.cardinality === "multiple";
  const right = many ? rightValues(asking) : rightValues(asking).slice(0, 1);
  if (many && processing.way === "map") noteUneven(asking, right);
  const most = many ? (numberOf(element.attributes["max-choices"]) ?? 0) : 1;
  return {
    ...onImage(image, choices, most >= right.length && most <= choices.length ? most : 0),
    partialCredit: many && processing.way === "map",
    key: { choiceIds: right.map((value) => letter(spots.findIndex(({ identifier }) => identifier === value))) },
  };
}

/**
 * A point anywhere on an image, where areas say what it is worth. Learners choose among areas here, so there must be
 * wrong ones among them.
 */
export async function readPoint(asking: Asking): Promise<Answers> {
  const { declaration, changes } = asking;
  const areas: MappedArea[] = declaration.areas ?? [];
  const right = areas.flatMap(({ value }, index) => (value > 0 ? [letter(index)] : []));
  if (right.length === 0 || right.length === areas.length) {
    const message = "Any point of a picture is chosen in it; with places to choose from it would answer itself.";
    throw new Unusable("POINT_UNSUPPORTED", message);
  }
  const image = await imageOf(asking);
  changes.push({ reason: "POINT_BECAME_PLACE", message: "One of the places is chosen, not any point of the picture." });
  const choices = placed(
    areas.map((area) => ({ ...area, label: "" })),
    image,
    asking,
  );
  const most = declaration.cardinality === "multiple" ? 0 : 1;
  return {
    ...onImage(image, choices, most === 1 && right.length > 1 ? 0 : most),
    partialCredit: declaration.cardinality === "multiple",
    key: { choiceIds: right },
  };
}

async function imageOf(asking: Asking): Promise<AnswerImage> {
  const image = await asking.image();
  if (!image) throw new Unusable("FILE_MISSING", "The picture that it is answered on is absent or cannot be read.");
  return image;
}

function placed(places: readonly Place[], image: AnswerImage, { changes, language }: Asking): Choice[] {
  if (places.some(({ label }) => label.trim() === "")) {
    changes.push({ reason: "PLACES_NUMBERED", message: "Places on the picture had no names and were numbered." });
  }
  return places.map(({ shape, coords, label }, index) => {
    const area = areaOf(shape, coords, image);
    if (!area) throw new Unusable("QUESTION_INVALID", `Its place ${index + 1} is no place on the picture.`);
    const numbered = `${language === "RU" ? "Место" : "Place"} ${index + 1}`;
    return { id: letter(index), text: label.trim() || numbered, area };
  });
}

function onImage({ source, alt }: AnswerImage, choices: Choice[], maxChoices: number) {
  return { kind: "HOTSPOT", choices, image: source, imageAlt: alt, maxChoices } as const;
}
