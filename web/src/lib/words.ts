import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import i18n from "i18next";
import { useMemo, useSyncExternalStore } from "react";

/** The languages that the app speaks. */
export const languages = ["ru", "en"] as const;
export type LanguageCode = (typeof languages)[number];

const remembered = "language";

// At once, since features define their words while they load.
i18n.init({
  fallbackLng: false,
  interpolation: { escapeValue: false },
  resources: {},
  initAsync: false,
});

/** A text, or one for each plural form of the language, chosen by the value `count`. */
type Word = string | (Partial<Record<Intl.LDMLPluralRule, string>> & { other: string });

/** A feature's words: hand them to `useWords`. */
export interface Words<Key extends string> {
  namespace: string;
  en: Record<Key, Word>;
  ru: Record<Key, Word>;
}

/** Says a feature's words in both languages; a key that one of them lacks does not compile. */
export function defineWords<Key extends string>(
  namespace: string,
  words: { en: Record<Key, Word>; ru: Record<NoInfer<Key>, Word> },
): Words<Key> {
  for (const code of languages) i18n.addResourceBundle(code, namespace, flatten(words[code]));
  return { namespace, ...words };
}

/** A function that says a feature's words in the language of the page: `words("lessons", { count: 3 })`. */
export function useWords<Key extends string>({ namespace }: Words<Key>) {
  const code = useCode();
  return useMemo(() => {
    const say = i18n.getFixedT(code, namespace);
    return (key: Key, values?: Record<string, unknown>): string => say(key, values ?? {});
  }, [code, namespace]);
}

function useCode(): LanguageCode {
  return useSyncExternalStore(watchLanguage, () => i18n.language) as LanguageCode;
}

function watchLanguage(changed: () => void): () => void {
  i18n.on("languageChanged", changed);
  return () => i18n.off("languageChanged", changed);
}

/** Starts with the language that the person chose here before, or the browser's. */
export async function startWords(): Promise<void> {
  const chosen = localStorage.getItem(remembered) ?? navigator.language.slice(0, 2);
  await i18n.changeLanguage(languages.find((code) => code === chosen) ?? "en");
  document.documentElement.lang = i18n.language;
}

// i18next finds a plural form under the key with the form's name behind it.
function flatten(words: Record<string, Word>): Record<string, string> {
  const flat = Object.entries(words).flatMap(([key, word]) =>
    typeof word === "string" ? [[key, word]] : Object.entries(word).map(([form, text]) => [`${key}_${form}`, text]),
  );
  return Object.fromEntries(flat);
}

/** Changes the language of every page, and remembers it here. */
export async function changeLanguage(code: LanguageCode): Promise<void> {
  localStorage.setItem(remembered, code);
  document.documentElement.lang = code;
  await i18n.changeLanguage(code);
}

/** A language as contracts name it. */
export function toContract(code: LanguageCode): Language {
  return code === "ru" ? Language.RU : Language.EN;
}

/** The language of the page: its code, as contracts name it, and dates in it. */
export function useLanguage() {
  const code = useCode();
  return {
    code,
    contract: toContract(code),
    /** "3 minutes ago", "yesterday", or the date once a week has passed. */
    ago: (date: Date) => ago(date, code),
    day: (date: Date) => new Intl.DateTimeFormat(code, { dateStyle: "long" }).format(date),
    date: (date: Date) => new Intl.DateTimeFormat(code, { dateStyle: "medium", timeStyle: "short" }).format(date),
  };
}

const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

function ago(date: Date, code: LanguageCode): string {
  const seconds = (Date.now() - date.getTime()) / 1000;
  if (seconds > 7 * 86_400) return new Intl.DateTimeFormat(code, { dateStyle: "medium" }).format(date);
  const format = new Intl.RelativeTimeFormat(code, { numeric: "auto" });
  for (const [unit, length] of units) if (seconds >= length) return format.format(-Math.floor(seconds / length), unit);
  return format.format(0, "minute");
}
