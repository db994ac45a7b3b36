import { timestampDate } from "@bufbuild/protobuf/wkt";
import { createClient } from "@connectrpc/connect";
import { useInfiniteQuery, useQuery } from "@connectrpc/connect-query";
import { Button, Center, Stack, Title } from "@mantine/core";
import { HistoryService, type Revision } from "@platform/connect/platform/knowledge/v1/history_service_pb.ts";
import type { Page } from "@platform/connect/platform/knowledge/v1/page_pb.ts";
import { PageService } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import { SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { Link, useParams, useSearchParams } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { useTitle } from "../../../components/page.tsx";
import { Failed, LoadingRows, Waiting } from "../../../components/states.tsx";
import { useHeadingFocus } from "../../../lib/heading.ts";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { useAct } from "../acts.ts";
import { pageAddress, spaceAddress } from "../address.ts";
import { PageMissing } from "../page/page-missing.tsx";
import { may } from "../roles.ts";
import { useSpace } from "../space/space.tsx";
import { knowledgeWords } from "../words.ts";
import { Diff } from "./diff.tsx";
import styles from "./history.module.css";
import { historyWords } from "./words.ts";

const client = createClient(HistoryService, transport);

/** What a page said before, and what changed each time; the revision that is looked at stands in the address. */
export default function History() {
  const words = useWords(historyWords);
  const common = useWords(knowledgeWords);
  const space = useSpace();
  const { page: slug = "" } = useParams();
  const heading = useHeadingFocus();
  const { data, isPending, error, refetch } = useQuery(PageService.method.resolvePage, { spaceSlug: space.slug, slug });
  const page = data?.page;
  const at = pageAddress(space.slug, page?.head?.slug ?? slug);
  useTitle(words("title"), [
    { label: common("knowledge"), to: "/knowledge" },
    { label: space.name, to: spaceAddress(space.slug) },
    { label: page?.head?.title ?? "…", to: at },
  ]);
  if (isPending) return <Waiting />;
  if (!page?.head) return <PageMissing error={error} onRetry={refetch} />;
  return (
    <Stack gap="lg" maw={860} w="100%">
      <Title order={1} ref={heading} tabIndex={-1} className="heading">
        {words("of", { title: page.head.title })}
      </Title>
      <Link to={at}>{words("toPage")}</Link>
      <Since page={page} />
      <Revisions page={page} />
    </Stack>
  );
}

/** What changed since the revision that the address names: what a translator or a writer missed. */
function Since({ page }: { page: Page }) {
  const words = useWords(historyWords);
  const [params] = useSearchParams();
  const number = Number(params.get("since")) || 0;
  const { data, error, refetch } = useQuery(
    HistoryService.method.compareRevisions,
    { pageId: page.head?.id ?? "", fromRevision: number, toRevision: page.revision },
    { enabled: number > 0 },
  );
  if (number === 0) return null;
  return (
    <section>
      <Title order={2} mb="sm">
        {words("since", { number })}
      </Title>
      {error && <Failed error={error} onRetry={refetch} />}
      {!data && !error && <LoadingRows rows={2} />}
      {data && <Diff compared={data} />}
    </section>
  );
}

function Revisions({ page }: { page: Page }) {
  const common = useWords(knowledgeWords);
  const [params, setParams] = useSearchParams();
  const open = Number(params.get("revision")) || 0;
  const pageId = page.head?.id ?? "";
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    HistoryService.method.listRevisions,
    { pageId, pageSize: 30, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined, staleTime: 0 },
  );
  if (isPending) return <LoadingRows />;
  if (!data) return <Failed error={error} onRetry={refetch} />;
  const revisions = data.pages.flatMap((each) => each.revisions);
  return (
    <>
      <ul className={`card rows ${styles.list}`}>
        {revisions.map((revision) => (
          <Row
            key={revision.number}
            page={page}
            revision={revision}
            open={open === revision.number}
            onOpen={() =>
              setParams(open === revision.number ? {} : { revision: String(revision.number) }, { replace: true })
            }
          />
        ))}
      </ul>
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {common("more")}
          </Button>
        </Center>
      )}
    </>
  );
}

function Row({ page, revision, open, onOpen }: { page: Page; revision: Revision; open: boolean; onOpen: () => void }) {
  const words = useWords(historyWords);
  const common = useWords(knowledgeWords);
  const { ago, code } = useLanguage();
  const { number, authors, approvedBy, summary, restoredFrom, createTime, added, removed } = revision;
  const names = new Intl.ListFormat(code).format(authors.map(({ name }) => name || common("somebody")));
  const current = number === page.revision;
  return (
    <li className={styles.revision}>
      <div className={styles.head}>
        <button type="button" aria-expanded={open} onClick={onOpen}>
          {words("revision", { number })}
        </button>
        {current && <Chip tone="accent">{words("current")}</Chip>}
        <span className={styles.facts}>
          {[
            createTime && words("by", { names, when: ago(timestampDate(createTime)) }),
            approvedBy && words("approved", { name: approvedBy.name || common("somebody") }),
            restoredFrom > 0 && words("restoredFrom", { number: restoredFrom }),
            added > 0 && words("added", { count: added }),
            removed > 0 && words("removed", { count: removed }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      {summary && <span>{summary}</span>}
      {open && <Compared page={page} number={number} />}
    </li>
  );
}

function Compared({ page, number }: { page: Page; number: number }) {
  const words = useWords(historyWords);
  const act = useAct();
  const pageId = page.head?.id ?? "";
  const { data, isPending, error, refetch } = useQuery(HistoryService.method.compareRevisions, {
    pageId,
    fromRevision: number - 1,
    toRevision: number,
  });

  async function restore() {
    if (await act(() => client.restoreRevision({ pageId, revision: number }))) toast({ text: words("restored") });
  }

  if (isPending) return <LoadingRows rows={2} />;
  if (!data) return <Failed error={error} onRetry={refetch} />;
  return (
    <section aria-label={words("compare", { number })}>
      <Diff compared={data} />
      {number !== page.revision && may(page.role, SpaceRole.WRITER) && (
        <Button mt="sm" size="sm" variant="default" onClick={() => void restore()}>
          {words("restore")}
        </Button>
      )}
    </section>
  );
}
