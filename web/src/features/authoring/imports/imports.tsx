import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useQuery } from "@connectrpc/connect-query";
import { Title } from "@mantine/core";
import { type Import, ImportService } from "@platform/connect/platform/learning/v1/import_service_pb.ts";
import { IconFileZip } from "@tabler/icons-react";
import { Link } from "react-router";
import { Page } from "../../../components/page.tsx";
import { Failed, LoadingRows } from "../../../components/states.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { authoringWords } from "../words.ts";
import { ImportChip } from "./import-chip.tsx";
import styles from "./imports.module.css";
import { UploadPanel } from "./upload-panel.tsx";
import { importWords } from "./words.ts";

/** Brings courses from elsewhere, and lists what was brought. */
export default function Imports() {
  const words = useWords(importWords);
  const common = useWords(authoringWords);
  const { data, isPending, error, refetch } = useQuery(ImportService.method.listImports, {}, { staleTime: 0 });
  return (
    <Page title={words("imports")} about={words("about")} trail={[{ label: common("authoring"), to: "/authoring" }]}>
      <UploadPanel />
      <section className={styles.part}>
        <Title order={2}>{words("earlier")}</Title>
        {isPending && <LoadingRows rows={2} />}
        {error && !data && <Failed error={error} onRetry={refetch} />}
        {data?.imports.length === 0 && <p className="quiet">{words("noneYet")}</p>}
        {data && data.imports.length > 0 && (
          <ul className={`card rows ${styles.list}`}>
            {data.imports.map((job) => (
              <ImportRow key={job.id} job={job} />
            ))}
          </ul>
        )}
      </section>
    </Page>
  );
}

function ImportRow({ job: { id, title, fileName, state, createTime } }: { job: Import }) {
  const words = useWords(importWords);
  const { ago } = useLanguage();
  return (
    <li>
      <Link to={`/authoring/imports/${id}`} className={`row ${styles.row}`}>
        <IconFileZip size={24} stroke={1.5} aria-hidden />
        <span className={styles.text}>
          <strong>{title || fileName}</strong>
          <span className="quiet">
            {[title && fileName, createTime && words("started", { when: ago(timestampDate(createTime)) })]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
        <ImportChip state={state} />
      </Link>
    </li>
  );
}
