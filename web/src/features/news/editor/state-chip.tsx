import { ArticleState } from "@platform/connect/platform/news/v1/article_pb.ts";
import { Chip } from "../../../components/chip.tsx";
import { useWords } from "../../../lib/words.ts";
import { editorWords } from "./words.ts";

/** Where an article is in its life. */
export function StateChip({ state }: { state: ArticleState }) {
  const words = useWords(editorWords);
  if (state === ArticleState.PUBLISHED) return <Chip tone="good">{words("publishedChip")}</Chip>;
  if (state === ArticleState.SCHEDULED) return <Chip tone="accent">{words("scheduledChip")}</Chip>;
  if (state === ArticleState.ARCHIVED) return <Chip tone="warn">{words("archivedChip")}</Chip>;
  return <Chip>{words("draftChip")}</Chip>;
}
