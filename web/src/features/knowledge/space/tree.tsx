import { useInfiniteQuery } from "@connectrpc/connect-query";
import { UnstyledButton } from "@mantine/core";
import type { PageHead } from "@platform/connect/platform/knowledge/v1/page_pb.ts";
import { PageService } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import type { Space } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { IconChevronRight } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useState } from "react";
import { Link, useParams } from "react-router";
import { create } from "zustand";
import { useWords } from "../../../lib/words.ts";
import { pageAddress } from "../address.ts";
import { knowledgeWords } from "../words.ts";
import styles from "./space.module.css";

/** The pages above the one that is open, so that the tree shows where it stands. */
export const useOpenBranch = create<{ ids: string[] }>(() => ({ ids: [] }));

/** The pages of a space; what stands below one is read when it is unfolded. Arrow keys go through it. */
export function Tree({ space }: { space: Space }) {
  return <Branch space={space} parentId="" root />;
}

function Branch({ space, parentId, root }: { space: Space; parentId: string; root?: boolean }) {
  const words = useWords(knowledgeWords);
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(
    PageService.method.listChildren,
    { spaceId: space.id, parentId, pageSize: 100, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined },
  );
  const pages = data?.pages.flatMap((page) => page.pages) ?? [];
  if (data && root && pages.length === 0) return <p className="quiet">{words("emptySpace")}</p>;
  return (
    <ul className={root ? styles.tree : undefined} onKeyDown={root ? walk : undefined}>
      {pages.map((page) => (
        <Node key={page.id} space={space} page={page} />
      ))}
      {hasNextPage && (
        <li>
          <UnstyledButton className={styles.more} onClick={() => void fetchNextPage()}>
            {words("more")}
          </UnstyledButton>
        </li>
      )}
    </ul>
  );
}

function Node({ space, page: { id, slug, title, icon, childCount } }: { space: Space; page: PageHead }) {
  const words = useWords(knowledgeWords);
  const { page: current } = useParams();
  const onPath = useOpenBranch(({ ids }) => ids.includes(id));
  const [open, setOpen] = useState(onPath);
  useEffect(() => {
    if (onPath) setOpen(true);
  }, [onPath]);
  return (
    <li>
      <div className={styles.node} data-current={current === slug || undefined}>
        {childCount > 0 ? (
          <button
            type="button"
            className={styles.fold}
            aria-expanded={open}
            aria-label={words(open ? "collapse" : "expand", { title })}
            onClick={() => setOpen(!open)}
          >
            <IconChevronRight size={16} stroke={1.7} aria-hidden />
          </button>
        ) : (
          <span className={styles.leaf} />
        )}
        <Link to={pageAddress(space.slug, slug)} aria-current={current === slug ? "page" : undefined} data-tree>
          {icon} {title}
        </Link>
      </div>
      {open && childCount > 0 && (
        <div style={{ paddingInlineStart: 14 }}>
          <Branch space={space} parentId={id} />
        </div>
      )}
    </li>
  );
}

/** Up and down go through the links that are shown; left and right fold. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-tree]")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (at >= 0 && step) {
    event.preventDefault();
    links[at + step]?.focus();
  }
  const fold = links[at]?.parentElement?.querySelector<HTMLElement>("[aria-expanded]");
  const wanted = { ArrowRight: "false", ArrowLeft: "true" }[event.key];
  if (fold && wanted === fold.getAttribute("aria-expanded")) {
    event.preventDefault();
    fold.click();
  }
}
