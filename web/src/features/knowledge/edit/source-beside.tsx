import { useQuery } from "@connectrpc/connect-query";
import { Title } from "@mantine/core";
import { type Page, TranslationState } from "@platform/connect/platform/knowledge/v1/page_pb.ts";
import { PageService } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import { Link } from "react-router";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { useWords } from "../../../lib/words.ts";
import { changesSince, pageAddress } from "../address.ts";
import { useFiles, useWiki } from "../page/wiki.ts";
import { knowledgeWords } from "../words.ts";
import styles from "./edit.module.css";
import { editWords } from "./words.ts";

/** The page that a translation is made from; undefined for a page that is none. */
export function sourceOf(page: Page | undefined) {
  const own = page?.translations.find(({ pageId }) => pageId === page.head?.id);
  const source = page?.translations.find((version) => version.source);
  return own && source && !own.source ? { own, source } : undefined;
}

/** What a translation is made from, beside it, with a way to what changed since. */
export function SourceBeside({ page, spaceSlug }: { page: Page; spaceSlug: string }) {
  const words = useWords(editWords);
  const common = useWords(knowledgeWords);
  const { own, source } = sourceOf(page) ?? {};
  const { data, error, refetch } = useQuery(
    PageService.method.getPage,
    { pageId: source?.pageId ?? "" },
    { enabled: source !== undefined },
  );
  const resolve = useFiles(data?.page);
  const wiki = useWiki(data?.page, spaceSlug, false);
  if (!source || !own) return null;
  return (
    <section className={styles.source} aria-label={words("sourceBeside")}>
      <Title order={2}>{source.title}</Title>
      {own.state === TranslationState.OUTDATED && (
        <Link to={changesSince(pageAddress(spaceSlug, source.slug), own.sourceRevision)} target="_blank">
          {common("seeChanges")}
        </Link>
      )}
      {error && <Failed error={error} onRetry={refetch} />}
      {!data && !error && <LoadingRows />}
      {data?.page && <Markdown text={data.page.markdown} level={3} resolve={resolve} wiki={wiki} />}
    </section>
  );
}
