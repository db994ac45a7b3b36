import type { Block } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconDownload, IconFile } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "./player.module.css";
import { VideoView } from "./video.tsx";
import { playerWords } from "./words.ts";

const readAfter = 900;

/** A piece of a lesson; `onDone` hears of it once it was read, watched or taken. */
export function BlockView({ block, onDone }: { block: Block; onDone: (id: string) => void }) {
  const { id, content } = block;
  if (content.case === "text") {
    return (
      <div className={styles.text}>
        <Markdown text={content.value.markdown} />
        <End onSeen={() => onDone(id)} />
      </div>
    );
  }
  if (content.case === "video") return <VideoView video={content.value} onWatched={() => onDone(id)} />;
  if (content.case === "file") return <FileView file={content.value} onTaken={() => onDone(id)} />;
  return null;
}

/** The end of a text: who has it in sight for a moment has read it. */
function End({ onSeen }: { onSeen: () => void }) {
  const end = useRef<HTMLSpanElement>(null);
  const seen = useRef(onSeen);
  seen.current = onSeen;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver(([entry]) => {
      clearTimeout(timer);
      if (entry?.isIntersecting) timer = setTimeout(() => seen.current(), readAfter);
    });
    if (end.current) observer.observe(end.current);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, []);
  return <span ref={end} className={styles.end} aria-hidden />;
}

function FileView({
  file: { name, source },
  onTaken,
}: {
  file: { name: string; source: string };
  onTaken: () => void;
}) {
  const words = useWords(playerWords);
  return (
    <a className={`card ${styles.file}`} href={source} download={name} onClick={onTaken}>
      <IconFile size={24} stroke={1.5} aria-hidden />
      <span>{name}</span>
      <span className={styles.fileAct}>
        <IconDownload size={18} stroke={1.7} aria-hidden />
        {words("download")}
      </span>
    </a>
  );
}
