import { useQuery } from "@connectrpc/connect-query";
import { Button } from "@mantine/core";
import { ImportService } from "@platform/connect/platform/news/v1/import_service_pb.ts";
import { IconPlus, IconRss } from "@tabler/icons-react";
import { useState } from "react";
import { Page } from "../../../components/page.tsx";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { useWords } from "../../../lib/words.ts";
import { newsWords } from "../words.ts";
import { AddFeed } from "./add-feed.tsx";
import { ImportRow } from "./import-row.tsx";
import styles from "./imports.module.css";
import { importWords } from "./words.ts";

/** The feeds elsewhere whose items appear among the articles. */
export default function Imports() {
  const words = useWords(importWords);
  const news = useWords(newsWords);
  const [adding, setAdding] = useState(false);
  const { data, isPending, error, refetch } = useQuery(ImportService.method.listFeedImports, {}, { staleTime: 0 });
  const add = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
      {words("add")}
    </Button>
  );
  const none = data?.feedImports.length === 0;
  return (
    <Page
      title={words("title")}
      about={words("about")}
      trail={[{ label: news("news"), to: "/news" }]}
      actions={!none && add}
    >
      {isPending && <LoadingRows />}
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {none && (
        <Empty
          icon={<IconRss size={28} stroke={1.5} aria-hidden />}
          title={words("none")}
          text={words("noneText")}
          action={add}
        />
      )}
      {data && !none && (
        <ul className={`card rows ${styles.list}`}>
          {data.feedImports.map((each) => (
            <ImportRow key={each.id} feed={each} />
          ))}
        </ul>
      )}
      {adding && <AddFeed onClose={() => setAdding(false)} />}
    </Page>
  );
}
