import type { Work } from "@platform/connect/platform/learning/v1/assignment_pb.ts";
import { IconDownload, IconFile } from "@tabler/icons-react";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import styles from "./assignment.module.css";
import { assignmentWords } from "./words.ts";

/** What was handed in: the text, and the files to download. */
export function WorkView({ work: { text, files } }: { work: Work }) {
  const size = useSize();
  return (
    <div className={styles.work}>
      {text && <Markdown text={text} level={4} />}
      {files.length > 0 && (
        <ul className={styles.files}>
          {files.map((file) => (
            <li key={file.id}>
              <IconFile size={20} stroke={1.5} aria-hidden />
              <a href={file.url} download={file.name}>
                {file.name}
              </a>
              <span className="quiet tabular">{size(file.size)}</span>
              <IconDownload size={18} stroke={1.7} aria-hidden />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Says how large a file is. */
export function useSize(): (bytes: bigint) => string {
  const words = useWords(assignmentWords);
  const { code } = useLanguage();
  return (bytes) =>
    words("size", { size: new Intl.NumberFormat(code).format(Math.max(1, Math.round(Number(bytes) / 1024))) });
}
