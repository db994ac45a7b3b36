import { searchable } from "@platform/kit";

// As on passports; what it blurs, trigrams forgive.
const letters: Record<string, string> = Object.fromEntries(
  "а:a б:b в:v г:g д:d е:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya"
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

/** A word in Latin letters, so that the trigrams of such a database see it. */
export function latin(word: string): string {
  return [...word].map((letter) => letters[letter] ?? letter).join("");
}

/** The words of a text that are worth knowing how to spell: of four letters or more, and no numbers. */
export function wordsOf(text: string): string[] {
  return [...new Set(searchable(text).match(/[\p{L}][\p{L}\p{M}'’-]{3,39}/gu) ?? [])];
}
