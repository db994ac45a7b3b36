import { changeLanguage, useLanguage, useWords } from "../../lib/words.ts";
import { shellWords } from "../words.ts";

/** Shows the code of the other language, and switches to it. */
export function LanguageSwitch({ className }: { className?: string | undefined }) {
  const words = useWords(shellWords);
  const { code } = useLanguage();
  const other = code === "ru" ? "en" : "ru";
  return (
    <button
      type="button"
      className={className}
      lang={other}
      title={words("otherLanguage")}
      onClick={() => void changeLanguage(other)}
    >
      {other.toUpperCase()}
      <span className="hidden">, {words("otherLanguageLong")}</span>
    </button>
  );
}
