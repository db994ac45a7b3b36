// The common way of passports and addresses; what it blurs, trigrams forgive.
const letters: Record<string, string> = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  д: "d",
  е: "e",
  ё: "e",
  ж: "zh",
  з: "z",
  и: "i",
  й: "y",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "kh",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "shch",
  ъ: "",
  ы: "y",
  ь: "",
  э: "e",
  ю: "yu",
  я: "ya",
  і: "i",
  ї: "yi",
  є: "ye",
  ґ: "g",
  ў: "u",
};

/** A text in lower-case Latin letters without accents, in which Cyrillic and Latin spellings of a name meet. */
export function latin(text: string): string {
  const plain = text.normalize("NFKC").toLowerCase();
  const spelled = [...plain].map((letter) => letters[letter] ?? letter).join("");
  return spelled.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim();
}
