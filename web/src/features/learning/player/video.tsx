import { IconPlayerPlayFilled } from "@tabler/icons-react";
import { useState } from "react";
import { useWords } from "../../../lib/words.ts";
import styles from "./player.module.css";
import { playerWords } from "./words.ts";

interface Video {
  title: string;
  source: string;
  transcript: string;
}

/** A video: of the platform or by address, or of YouTube, which is not asked before the learner wants it. */
export function VideoView({ video, onWatched }: { video: Video; onWatched?: () => void }) {
  const words = useWords(playerWords);
  const { title, source, transcript } = video;
  const youtube = /^youtube:([A-Za-z0-9_-]{6,20})$/.exec(source)?.[1];
  return (
    <figure className={styles.video}>
      {youtube ? (
        <Youtube id={youtube} title={title} {...(onWatched && { onPlay: onWatched })} />
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: what is said stands below, as the author gave it.
        <video
          controls
          playsInline
          preload="metadata"
          src={source}
          aria-label={title || words("video")}
          onTimeUpdate={({ currentTarget: { currentTime, duration } }) => {
            if (duration > 0 && currentTime / duration > 0.9) onWatched?.();
          }}
        />
      )}
      {title && <figcaption>{title}</figcaption>}
      {transcript && (
        <details className={styles.transcript}>
          <summary>{words("transcript")}</summary>
          <p>{transcript}</p>
        </details>
      )}
    </figure>
  );
}

function Youtube({ id, title, onPlay }: { id: string; title: string; onPlay?: () => void }) {
  const words = useWords(playerWords);
  const [playing, setPlaying] = useState(false);
  if (playing) {
    return (
      <iframe
        src={`https://www.youtube-nocookie.com/embed/${id}?autoplay=1&rel=0`}
        title={title || words("video")}
        allow="autoplay; encrypted-media; picture-in-picture; fullscreen"
        sandbox="allow-scripts allow-same-origin allow-presentation allow-popups"
        referrerPolicy="strict-origin-when-cross-origin"
      />
    );
  }
  return (
    <div className={styles.poster}>
      <button
        type="button"
        className={styles.play}
        onClick={() => {
          setPlaying(true);
          onPlay?.();
        }}
      >
        <IconPlayerPlayFilled size={28} aria-hidden />
        <span className="hidden">{title ? words("playTitled", { title }) : words("play")}</span>
      </button>
      <p>
        {words("youtube")}{" "}
        <a href={`https://www.youtube.com/watch?v=${id}`} target="_blank" rel="noopener noreferrer">
          {words("openYoutube")}
        </a>
      </p>
    </div>
  );
}
