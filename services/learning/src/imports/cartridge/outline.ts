import type { Item, Manifest } from "../manifest/manifest.ts";

/** A part of a cartridge that becomes a module. */
export interface OutlinePart {
  /** Empty where what stands in it is in no part. */
  title: string;
  places: Place[];
}

/** A place that shows a resource. */
export interface Place {
  item: Item;
  /** The headings above it inside its part. */
  section: string;
}

/** The outline of a cartridge: what stands at its top becomes modules, and all that shows something below a lesson. */
export function readOutline({ organizations }: Manifest): OutlinePart[] {
  const parts: OutlinePart[] = [];
  let loose: OutlinePart | undefined;
  for (const item of rootItems(organizations[0]?.items ?? [])) {
    if (item.items.length === 0 && item.resourceId !== "") {
      loose ??= { title: "", places: [] };
      if (!parts.includes(loose)) parts.push(loose);
      loose.places.push({ item, section: "" });
    } else parts.push({ title: item.title, places: placesIn(item) });
  }
  return parts;
}

/** A cartridge has one item without a title, which holds all others. */
function rootItems(items: readonly Item[]): readonly Item[] {
  const [only] = items;
  return only && items.length === 1 && only.title === "" && only.resourceId === "" ? only.items : items;
}

function placesIn(part: Item): Place[] {
  const own = part.resourceId === "" ? [] : [{ item: part, section: "" }];
  return [...own, ...placesBelow(part, [])];
}

function placesBelow(parent: Item, headings: readonly string[]): Place[] {
  // A heading that holds nothing is one over those that follow it.
  let over = headings;
  return parent.items.flatMap((item): Place[] => {
    if (item.items.length === 0 && item.resourceId === "") {
      over = [...headings, item.title].filter(Boolean);
      return [];
    }
    const own = item.resourceId === "" ? [] : [{ item, section: over.join(" / ") }];
    return [...own, ...placesBelow(item, [...over, item.title].filter(Boolean))];
  });
}
