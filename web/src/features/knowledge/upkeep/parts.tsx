import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Group, NativeSelect, UnstyledButton } from "@mantine/core";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import { LinkFault, LinkService } from "@platform/connect/platform/knowledge/v1/link_service_pb.ts";
import type { PageHead } from "@platform/connect/platform/knowledge/v1/page_pb.ts";
import { PageService } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import { SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { UpkeepService } from "@platform/connect/platform/knowledge/v1/upkeep_service_pb.ts";
import { useState } from "react";
import { Link } from "react-router";
import { Confirm } from "../../../components/confirm.tsx";
import { toast } from "../../../lib/toasts.ts";
import { useWords } from "../../../lib/words.ts";
import { pageClient, useAct } from "../acts.ts";
import { pageAddress } from "../address.ts";
import styles from "../knowledge.module.css";
import { may } from "../roles.ts";
import { useSpace } from "../space/space.tsx";
import { knowledgeWords } from "../words.ts";
import { DueRow } from "./due-row.tsx";
import { UpkeepList } from "./list.tsx";
import { upkeepWords } from "./words.ts";

const paging = {
  pageParamKey: "pageToken",
  getNextPageParam: ({ nextPageToken }: { nextPageToken: string }) => nextPageToken || undefined,
  staleTime: 0,
} as const;
const ahead = 30;

export function Reviews() {
  const words = useWords(upkeepWords);
  const { id: spaceId } = useSpace();
  const query = useInfiniteQuery(
    UpkeepService.method.listDueReviews,
    { spaceId, withinDays: ahead, pageSize: 50, pageToken: "" },
    paging,
  );
  const reviews = query.data?.pages.flatMap((page) => page.reviews) ?? [];
  const rows = reviews.flatMap((review) =>
    review.page ? [<DueRow key={review.page.id} page={review.page} review={review} />] : [],
  );
  return <UpkeepList query={query} rows={rows} none={words("noReviews")} noneText={words("noReviewsText")} />;
}

export function TranslationTasks() {
  const words = useWords(upkeepWords);
  const common = useWords(knowledgeWords);
  const { id: spaceId, slug, language: own } = useSpace();
  const [language, setLanguage] = useState(own === Language.RU ? Language.EN : Language.RU);
  const query = useInfiniteQuery(
    UpkeepService.method.listTranslations,
    { spaceId, language, pageSize: 50, pageToken: "" },
    paging,
  );
  const tasks = query.data?.pages.flatMap((page) => page.tasks) ?? [];
  const rows = tasks.flatMap(({ source, translation }) =>
    source
      ? [
          <li key={source.id}>
            <Link to={pageAddress(slug, translation?.slug ?? source.slug)} className={`row ${styles.line}`}>
              <span>{translation?.title ?? source.title}</span>
              <span className="quiet">{words(translation ? "outdated" : "missing")}</span>
            </Link>
          </li>,
        ]
      : [],
  );
  return (
    <>
      <NativeSelect
        label={words("into")}
        maw={240}
        value={language}
        onChange={(event) => setLanguage(Number(event.currentTarget.value))}
        data={[
          { value: String(Language.RU), label: common("ru") },
          { value: String(Language.EN), label: common("en") },
        ]}
      />
      <UpkeepList query={query} rows={rows} none={words("noTranslations")} noneText={words("noTranslationsText")} />
    </>
  );
}

const faults = {
  [LinkFault.UNSPECIFIED]: "noPage",
  [LinkFault.NO_PAGE]: "noPage",
  [LinkFault.NO_HEADING]: "noHeading",
  [LinkFault.NO_FILE]: "noPage",
  [LinkFault.TRASHED]: "inBin",
} as const;

export function BrokenLinks() {
  const words = useWords(upkeepWords);
  const { id: spaceId, slug } = useSpace();
  const query = useInfiniteQuery(LinkService.method.listBrokenLinks, { spaceId, pageSize: 50, pageToken: "" }, paging);
  const links = query.data?.pages.flatMap((page) => page.links) ?? [];
  const rows = links.flatMap(({ page, target, context, fault }) =>
    page
      ? [
          <li key={`${page.id} ${target}`}>
            <Link to={pageAddress(slug, page.slug)} className={styles.hit}>
              <strong>{page.title}</strong>
              <p>
                [[{target}]]: {words(faults[fault])}
              </p>
              <small className="quiet">{context}</small>
            </Link>
          </li>,
        ]
      : [],
  );
  return <UpkeepList query={query} rows={rows} none={words("noLinks")} noneText={words("noLinksText")} />;
}

export function Orphans() {
  const words = useWords(upkeepWords);
  const { id: spaceId, slug } = useSpace();
  const query = useInfiniteQuery(LinkService.method.listOrphans, { spaceId, pageSize: 50, pageToken: "" }, paging);
  const pages = query.data?.pages.flatMap((page) => page.pages) ?? [];
  const rows = pages.map((page) => (
    <li key={page.id}>
      <Link to={pageAddress(slug, page.slug)} className={`row ${styles.line}`}>
        <span>{page.title}</span>
      </Link>
    </li>
  ));
  return <UpkeepList query={query} rows={rows} none={words("noOrphans")} noneText={words("noOrphansText")} />;
}

export function Bin() {
  const words = useWords(upkeepWords);
  const { id: spaceId, role } = useSpace();
  const act = useAct();
  const [removed, setRemoved] = useState<PageHead>();
  const query = useInfiniteQuery(PageService.method.listTrash, { spaceId, pageSize: 50, pageToken: "" }, paging);
  const pages = query.data?.pages.flatMap((page) => page.pages) ?? [];

  async function restore({ id, title }: PageHead) {
    if (await act(() => pageClient.restorePage({ pageId: id }))) toast({ text: words("restored", { title }) });
  }

  async function remove({ id }: PageHead) {
    if (await act(() => pageClient.deletePage({ pageId: id }))) setRemoved(undefined);
  }

  const rows = pages.map((page) => (
    <li key={page.id} className={`row ${styles.line}`}>
      <span>{page.title}</span>
      <Group gap="md" component="span">
        <UnstyledButton c="var(--accent-text)" onClick={() => void restore(page)}>
          {words("restore")}
        </UnstyledButton>
        {may(role, SpaceRole.EDITOR) && (
          <UnstyledButton c="var(--bad)" onClick={() => setRemoved(page)}>
            {words("remove")}
          </UnstyledButton>
        )}
      </Group>
    </li>
  ));
  return (
    <>
      <UpkeepList query={query} rows={rows} none={words("emptyBin")} noneText={words("emptyBinText")} />
      {removed && (
        <Confirm
          title={words("removeTitle", { title: removed.title })}
          action={words("remove")}
          pending={false}
          onConfirm={() => void remove(removed)}
          onClose={() => setRemoved(undefined)}
        >
          {words("removeText")}
        </Confirm>
      )}
    </>
  );
}
