import { Language } from "@platform/grpc/platform/common/v1/common.ts";
import { ArticleState } from "@platform/grpc/platform/news/v1/article.ts";
import type { State } from "../articles/article.ts";

/** The words of the contract as the database knows them; undefined for what was not said. */
export const read = {
  language: (language: Language): "RU" | "EN" | undefined =>
    language === Language.RU ? "RU" : language === Language.EN ? "EN" : undefined,
  state: (state: ArticleState): State | undefined =>
    state === ArticleState.UNSPECIFIED ? undefined : (ArticleState[state] as State),
};
