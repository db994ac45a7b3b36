import type { Page } from "@platform/connect/platform/knowledge/v1/page_pb.ts";
import { useMemo } from "react";
import { anchorId } from "../../../components/markdown/anchors.ts";
import type { Resolve, Wiki } from "../../../components/markdown/markdown.tsx";
import { pageAddress, spaceAddress } from "../address.ts";

/** Where the wiki links of a page lead; `writes` says whether a missing page may be written. */
export function useWiki(page: Page | undefined, spaceSlug: string, writes: boolean): Wiki {
  return useMemo(() => {
    const links = new Map(page?.links.map((link) => [link.target, link]));
    return {
      lead(target) {
        const link = links.get(target);
        if (!link?.page) return undefined;
        return pageAddress(spaceSlug, link.page.slug) + (link.anchor && `#${anchorId(link.anchor)}`);
      },
      ...(writes && {
        missing: (target: string) =>
          `${spaceAddress(spaceSlug)}?new=${encodeURIComponent(target.split("#")[0] ?? target)}`,
      }),
    };
  }, [page, spaceSlug, writes]);
}

/** Where a page's files, which it names as `file:<name>`, are read from. */
export function useFiles(page: Pick<Page, "attachments"> | undefined): Resolve {
  return useMemo(() => {
    const files = new Map(page?.attachments.map(({ name, url }) => [name, url]));
    return (address) => (address.startsWith("file:") ? (files.get(fileNameIn(address)) ?? "") : address);
  }, [page]);
}

/** The name in `file:<name>`. */
function fileNameIn(address: string): string {
  try {
    return decodeURIComponent(address.slice(5));
  } catch {
    return address.slice(5);
  }
}

/** How Markdown names a file of the page. */
export function fileAddress(name: string): string {
  return `file:${encodeURIComponent(name).replace(/[()']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`;
}
