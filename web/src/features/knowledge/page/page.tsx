import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useQuery } from "@connectrpc/connect-query";
import { Button, Group, Title } from "@mantine/core";
import { type Page, PageState } from "@platform/connect/platform/knowledge/v1/page_pb.ts";
import { PageService } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import { SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { IconPencil } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { Link, Navigate, useLocation, useParams } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { useTitle } from "../../../components/page.tsx";
import { Waiting } from "../../../components/states.tsx";
import { useHeadingFocus } from "../../../lib/heading.ts";
import { useViewer } from "../../../lib/viewer.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { pageAddress, spaceAddress } from "../address.ts";
import { Discussion } from "../discussion/discussion.tsx";
import { Quotable } from "../discussion/quotable.tsx";
import { WatchButton } from "../discussion/watch-button.tsx";
import { may } from "../roles.ts";
import { useSpace } from "../space/space.tsx";
import { openAll } from "../tree/tree-state.ts";
import { knowledgeWords } from "../words.ts";
import { Around } from "./around.tsx";
import { Contents } from "./contents.tsx";
import { Notices } from "./notices.tsx";
import styles from "./page.module.css";
import { PageMenu } from "./page-menu.tsx";
import { PageMissing } from "./page-missing.tsx";
import { Translations } from "./translations.tsx";
import { useFiles, useWiki } from "./wiki.ts";

/** A page, to read. */
export default function KnowledgePage() {
  const space = useSpace();
  const { page: slug = "" } = useParams();
  const { hash } = useLocation();
  const { data, isPending, error, refetch } = useQuery(PageService.method.resolvePage, {
    spaceSlug: space.slug,
    slug,
  });
  const page = data?.page;
  const path = page?.breadcrumbs.map(({ id }) => id).join(" ") ?? "";
  useEffect(() => openAll(path.split(" ")), [path]);
  if (isPending) return <Waiting />;
  if (!page?.head || !data?.space) return <PageMissing error={error} onRetry={refetch} />;
  if (data.redirected) return <Navigate replace to={pageAddress(data.space.slug, page.head.slug) + hash} />;
  return <Reading key={page.head.id} page={page} />;
}

function Reading({ page }: { page: Page }) {
  const words = useWords(knowledgeWords);
  const { ago } = useLanguage();
  const space = useSpace();
  const { person } = useViewer();
  const [quote, setQuote] = useState("");
  const heading = useHeadingFocus();
  const { head, role, editor } = page;
  const writes = may(role, SpaceRole.WRITER);
  const wiki = useWiki(page, space.slug, writes);
  const resolve = useFiles(page);
  const { hash } = useLocation();
  useTitle(head?.title ?? "", [
    { label: words("knowledge"), to: "/knowledge" },
    { label: space.name, to: spaceAddress(space.slug) },
  ]);
  // What a link names in the page is drawn a moment after the page.
  useEffect(() => {
    if (!hash) return;
    const timer = setTimeout(() => document.getElementById(idIn(hash))?.scrollIntoView(), 300);
    return () => clearTimeout(timer);
  }, [hash]);
  if (!head) return null;
  const text = <Markdown text={page.markdown} resolve={resolve} wiki={wiki} />;
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <article className={styles.main}>
          <header className={styles.head}>
            {page.breadcrumbs.length > 0 && (
              <nav className={styles.crumbs} aria-label={words("tree")}>
                {page.breadcrumbs.map(({ id, slug, title }) => (
                  <span key={id}>
                    <Link to={pageAddress(space.slug, slug)}>{title}</Link> /
                  </span>
                ))}
              </nav>
            )}
            <div className={styles.titleRow}>
              <Title order={1} ref={heading} tabIndex={-1} className="heading">
                {head.icon} {head.title}
              </Title>
              <Group gap="xs" wrap="nowrap">
                {writes && (
                  <Button
                    component={Link}
                    to={`${pageAddress(space.slug, head.slug)}/edit`}
                    variant="default"
                    leftSection={<IconPencil size={18} stroke={1.7} aria-hidden />}
                  >
                    {words(page.proposalId ? "editProposal" : "edit")}
                  </Button>
                )}
                {person && <WatchButton pageId={head.id} watched={page.watched} />}
                <PageMenu page={page} />
              </Group>
            </div>
            <div className={styles.facts}>
              {head.updateTime && (
                <span>
                  {words("edited", {
                    name: editor?.name || words("somebody"),
                    when: ago(timestampDate(head.updateTime)),
                  })}
                </span>
              )}
              {head.state === PageState.DRAFT && <Chip tone="warn">{words("draft")}</Chip>}
              {head.restricted && <Chip>{words("restricted")}</Chip>}
              {head.template && <Chip>{words("templateChip")}</Chip>}
            </div>
            <Translations page={page} />
          </header>
          <Notices page={page} />
          {person ? <Quotable onQuote={setQuote}>{text}</Quotable> : text}
          <Around page={page} />
        </article>
        {person && (
          <Discussion pageId={head.id} open={page.commentCount} quote={quote} onQuoteUsed={() => setQuote("")} />
        )}
      </div>
      <Contents markdown={page.markdown} />
    </div>
  );
}

function idIn(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return hash.slice(1);
  }
}
