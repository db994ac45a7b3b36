import type { Area, Question_Choice } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { type PointerEvent, useState } from "react";
import { ImageAreas, Spot } from "../../../../components/image-areas/image-areas.tsx";
import styles from "../lesson.module.css";
import { areaIn, boxBetween, type Form, type Point } from "./areas.ts";

/** An image with its places, on which more are drawn by a pointer. */
export function ImageCanvas({
  src,
  alt,
  places,
  right,
  form,
  onDrawn,
}: {
  src: string;
  alt: string;
  places: Question_Choice[];
  right: string[];
  form: Form;
  onDrawn: (area: Area) => void;
}) {
  const [drawn, setDrawn] = useState<{ from: Point; to: Point }>();
  const box = drawn && boxBetween(drawn.from, drawn.to);

  return (
    <div className={styles.canvas}>
      <ImageAreas
        src={src}
        alt={alt}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const from = pointOf(event);
          setDrawn({ from, to: from });
        }}
        onPointerMove={(event) => drawn && setDrawn({ ...drawn, to: pointOf(event) })}
        onPointerUp={() => {
          setDrawn(undefined);
          if (box) onDrawn(areaIn(form, box));
        }}
        onPointerCancel={() => setDrawn(undefined)}
      >
        {places.map(
          ({ id, area }, index) =>
            area && <Spot key={id} area={area} number={index + 1} state={right.includes(id) ? "right" : undefined} />,
        )}
        {box && <Spot area={areaIn(form, box)} number={places.length + 1} state="edited" />}
      </ImageAreas>
    </div>
  );
}

function pointOf({ clientX, clientY, currentTarget }: PointerEvent<HTMLElement>): Point {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  return { x: (clientX - left) / width, y: (clientY - top) / height };
}
