import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useQuery } from "@connectrpc/connect-query";
import { Title } from "@mantine/core";
import type { Page } from "@platform/connect/platform/knowledge/v1/page_pb.ts";
import { PageService } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import { Link } from "react-router";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { pageAddress } from "../address.ts";
import { useSpace } from "../space/space.tsx";
import { knowledgeWords } from "../words.ts";
import styles from "./page.module.css";

/** What stands around a page: below it, its files, and what links to it. */
export function Around({ page }: { page: Page }) {
  const words = useWords(knowledgeWords);
  const { date } = useLanguage();
  const space = useSpace();
  const { head, backlinks, attachments, review } = page;
  const parentId = head?.id ?? "";
  const below = useQuery(
    PageService.method.listChildren,
    { spaceId: space.id, parentId, pageSize: 100 },
    { enabled: (head?.childCount ?? 0) > 0 },
  );
  const children = below.data?.pages ?? [];
  const confirmed = review?.confirmTime && timestampDate(review.confirmTime);
  if (children.length + attachments.length + backlinks.length === 0 && !confirmed) return null;
  return (
    <footer className={styles.around}>
      {children.length > 0 && (
        <section>
          <Title order={2}>{words("below")}</Title>
          <ul>
            {children.map(({ id, slug, icon, title }) => (
              <li key={id}>
                <Link to={pageAddress(space.slug, slug)}>
                  {icon} {title}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {attachments.length > 0 && (
        <section>
          <Title order={2}>{words("attachments")}</Title>
          <ul>
            {attachments.map(({ id, name, url }) => (
              <li key={id}>
                <a href={url} download={name}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {backlinks.length > 0 && (
        <section>
          <Title order={2}>{words("backlinks")}</Title>
          <ul>
            {backlinks.map(
              ({ page: from, context }) =>
                from && (
                  <li key={from.id}>
                    <Link to={pageAddress(space.slug, from.slug)}>{from.title}</Link>
                    <p>{context}</p>
                  </li>
                ),
            )}
          </ul>
        </section>
      )}
      {confirmed && (
        <p className="quiet" style={{ margin: 0, fontSize: 14 }}>
          {words("confirmed", { name: review?.confirmedBy?.name || words("somebody"), date: date(confirmed) })}
        </p>
      )}
    </footer>
  );
}
