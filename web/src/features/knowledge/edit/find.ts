import { search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import { keymap } from "@codemirror/view";

const russian = {
  Find: "Найти",
  Replace: "Заменить на",
  next: "дальше",
  previous: "назад",
  all: "все",
  "match case": "с учётом регистра",
  "by word": "слово целиком",
  regexp: "выражение",
  replace: "заменить",
  "replace all": "заменить все",
  close: "Закрыть",
  "current match": "найденное",
  "replaced $ matches": "заменено: $",
  "replaced match on line $": "заменено в строке $",
  "on line": "в строке",
  "Go to line": "К строке",
  go: "перейти",
};

/** Finds and replaces within the text; the browser's own search sees but the part of a long text that is drawn. */
export function find(code: "ru" | "en"): Extension {
  return [search({ top: true }), keymap.of(searchKeymap), EditorState.phrases.of(code === "ru" ? russian : {})];
}
