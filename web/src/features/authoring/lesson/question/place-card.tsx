import { ActionIcon, Checkbox, NumberInput, Text, TextInput } from "@mantine/core";
import type { Area, Question_Choice } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconTrash } from "@tabler/icons-react";
import { boxOf } from "../../../../components/image-areas/box.ts";
import { useWords } from "../../../../lib/words.ts";
import type { WrongAt } from "../field-errors.ts";
import styles from "../lesson.module.css";
import { areaIn, withSide } from "./areas.ts";
import { placeWords } from "./words.ts";

const sides = ["left", "top", "width", "height"] as const;

/** A place on an image: its name, whether it is right, and where it is. */
export function PlaceCard({
  number,
  place,
  right,
  wrongAt,
  onChange,
  onRight,
  onRemove,
}: {
  number: number;
  place: Question_Choice;
  right: boolean;
  wrongAt: WrongAt;
  onChange: (place: Question_Choice) => void;
  onRight: (right: boolean) => void;
  onRemove: () => void;
}) {
  const words = useWords(placeWords);
  return (
    <fieldset className={styles.criterion} aria-label={words("place", { number })}>
      <div className={styles.line}>
        <span className={styles.place} aria-hidden>
          {number}
        </span>
        <Checkbox
          aria-label={words("placeRight", { number })}
          checked={right}
          onChange={(event) => onRight(event.currentTarget.checked)}
        />
        <TextInput
          aria-label={words("placeName", { number })}
          placeholder={words("placeName", { number })}
          error={wrongAt("text")}
          value={place.text}
          onChange={(event) => onChange({ ...place, text: event.currentTarget.value })}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size={40}
          aria-label={words("removePlace", { number })}
          onClick={onRemove}
        >
          <IconTrash size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
      </div>
      {place.area && <Sides area={place.area} onChange={(area) => onChange({ ...place, area })} />}
      {wrongAt("area") && (
        <Text size="sm" c="var(--bad)" role="alert">
          {wrongAt("area")}
        </Text>
      )}
    </fieldset>
  );
}

function Sides({ area, onChange }: { area: Area; onChange: (area: Area) => void }) {
  const words = useWords(placeWords);
  const form = area.shape.case;
  if (form === "polygon") {
    return <p className={styles.sub}>{words("polygon", { count: area.shape.value.points.length })}</p>;
  }
  if (form === undefined) return null;
  const box = boxOf(area);
  return (
    <div className={styles.sides}>
      {sides.map((side) => (
        <NumberInput
          key={side}
          label={words(side)}
          size="md"
          hideControls
          min={0}
          max={100}
          step={1}
          decimalScale={2}
          value={Math.round(box[side] * 1e4) / 100}
          onChange={(percent) => {
            // An empty field is a number on its way.
            if (percent !== "") onChange(areaIn(form, withSide(box, side, Number(percent) / 100)));
          }}
        />
      ))}
    </div>
  );
}
