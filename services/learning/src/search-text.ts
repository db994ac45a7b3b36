// As on passports and in addresses; what it blurs, trigrams forgive.
const letters: Record<string, string> = Object.fromEntries(
  "а:a б:b в:v г:g д:d е:e ё:e ж:zh з:z и:i й:y к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:kh ц:ts ч:ch ш:sh щ:shch ъ: ы:y ь: э:e ю:yu я:ya"
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

/**
 * A text as courses are searched by: lower-case Latin letters and digits with spaces between words. Cyrillic is spelled
 * in Latin, since the trigrams of a database without a Russian locale see nothing else, and since people write
 * "питон" and "python" for the same thing.
 */
export function searchText(...texts: string[]): string {
  const plain = texts.join(" ").normalize("NFKC").toLowerCase();
  const spelled = [...plain].map((letter) => letters[letter] ?? letter).join("");
  return spelled
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^a-z0-9+#]+/g, " ")
    .trim();
}

/** The words of a query in the same spelling. */
export function searchWords(query: string): string[] {
  return [...new Set(searchText(query).split(" ").filter(Boolean))].slice(0, 12);
}
