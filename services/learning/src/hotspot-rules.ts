import { assetName } from "./asset-links.ts";
import type { Asset } from "./assets.ts";
import type { Area, Question } from "./content.ts";

type Violations = Record<string, string>;

// What sums of fractions may be off by.
const slack = 1e-6;

/** In what a hotspot lacks an image, places on it, or a way to be answered rightly, by the path of the field. */
export function hotspotViolations(question: Question, path: string): Violations {
  const { choices, image = "", maxChoices = 0, key } = question;
  const outside = choices.findIndex(({ area }) => !area || !liesOnImage(area));
  const blank = choices.findIndex(({ text }) => text.trim() === "");
  return {
    ...(!assetName(image) && { [`${path}.image`]: "must be `asset:` and the name of a file" }),
    ...(choices.length === 0 && { [`${path}.choices`]: "must hold a place on the image" }),
    ...(outside >= 0 && { [`${path}.choices[${outside}].area`]: "must be a place on the image" }),
    ...(blank >= 0 && { [`${path}.choices[${blank}].text`]: "must not be blank" }),
    ...(key.choiceIds.length === 0 && { [`${path}.key.choice_ids`]: "must hold a right place" }),
    ...(maxChoices > 0 &&
      maxChoices < key.choiceIds.length && { [`${path}.max_choices`]: "is less than the number of right places" }),
  };
}

/** Whether the image of a hotspot is one of the course's files; other kinds have none. */
export function imageViolations({ kind, image = "" }: Question, assets: readonly Asset[], path: string): Violations {
  const name = kind === "HOTSPOT" ? assetName(image) : undefined;
  if (name === undefined) return {};
  const file = assets.find((asset) => asset.name === name);
  if (!file) return { [`${path}.image`]: "names no file of this course" };
  return file.contentType.startsWith("image/") ? {} : { [`${path}.image`]: "must be an image" };
}

function liesOnImage(area: Area): boolean {
  switch (area.shape) {
    case "rectangle": {
      const { x, y, width, height } = area;
      return isOn(x, y) && width > 0 && height > 0 && x + width <= 1 + slack && y + height <= 1 + slack;
    }
    case "ellipse":
      return isOn(area.x, area.y) && [area.radiusX, area.radiusY].every((radius) => radius > 0 && radius <= 1);
    case "polygon":
      return area.points.length >= 3 && area.points.every(({ x, y }) => isOn(x, y));
  }
}

function isOn(x: number, y: number): boolean {
  return [x, y].every((part) => part >= 0 && part <= 1);
}
