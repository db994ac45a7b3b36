import type { Area } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconPhotoOff } from "@tabler/icons-react";
import { type CSSProperties, type HTMLAttributes, type ReactNode, useState } from "react";
import { defineWords, useWords } from "../../lib/words.ts";
import { boxOf, clipOf, cornersIn } from "./box.ts";
import styles from "./image-areas.module.css";

const imageWords = defineWords("image-areas", {
  en: { away: "This picture could not be loaded" },
  ru: { away: "Эту картинку не удалось загрузить" },
});

/** An image with places on it. */
export function ImageAreas({
  src,
  alt,
  children,
  ...rest
}: { src: string; alt: string; children: ReactNode } & HTMLAttributes<HTMLDivElement>) {
  const words = useWords(imageWords);
  const [lost, setLost] = useState("");
  if (lost === src) {
    return (
      <p className={styles.lost}>
        <IconPhotoOff size={20} stroke={1.5} aria-hidden />
        {alt || words("away")}
      </p>
    );
  }
  return (
    <div className={styles.image} {...rest}>
      <img src={src} alt={alt} draggable={false} onError={() => setLost(src)} />
      {children}
    </div>
  );
}

/** How a place looks: chosen, right, wrong, or under work. */
export type SpotState = "chosen" | "right" | "wrong" | "missed" | "edited";

/** A place on the image with its number, and, as its child, what is pressed there. */
export function Spot({
  area,
  number,
  state,
  children,
}: {
  area: Area;
  number: ReactNode;
  state?: SpotState | undefined;
  children?: ReactNode;
}) {
  const box = boxOf(area);
  const percent = (part: number) => `${part * 100}%`;
  const style: CSSProperties & Record<"--clip", string> = {
    left: percent(box.left),
    top: percent(box.top),
    width: percent(box.width),
    height: percent(box.height),
    // A small place that lies within a large one must be within reach.
    zIndex: Math.round((1 - Math.min(1, box.width * box.height)) * 100),
    "--clip": clipOf(area),
  };
  return (
    <span className={styles.spot} style={style} data-state={state}>
      {children}
      <svg className={styles.shape} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden>
        {area.shape.case === "rectangle" && <rect width="1" height="1" />}
        {area.shape.case === "ellipse" && <ellipse cx="0.5" cy="0.5" rx="0.5" ry="0.5" />}
        {area.shape.case === "polygon" && <polygon points={cornersIn(area, box).join(" ")} />}
      </svg>
      <span className={styles.number} aria-hidden>
        {number}
      </span>
    </span>
  );
}
