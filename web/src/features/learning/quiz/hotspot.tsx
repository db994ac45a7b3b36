import { Checkbox, Radio, Stack } from "@mantine/core";
import type { Question } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { useId } from "react";
import { ImageAreas, Spot } from "../../../components/image-areas/image-areas.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "./answers.module.css";
import { quizWords } from "./words.ts";

/** Places to find on an image: pressed there, or chosen by their names below. */
export function Hotspot({
  question: { image, imageAlt, choices, maxChoices },
  chosen,
  onChoose,
}: {
  question: Question;
  chosen: string[];
  onChoose: (choiceIds: string[]) => void;
}) {
  const words = useWords(quizWords);
  const name = useId();
  const single = maxChoices === 1;
  const full = !single && maxChoices > 0 && chosen.length >= maxChoices;
  const Mark = single ? Radio : Checkbox;
  const markOf = (id: string) => ({
    checked: chosen.includes(id),
    disabled: full && !chosen.includes(id),
    onChange: ({ currentTarget: { checked } }: React.ChangeEvent<HTMLInputElement>) => {
      const others = single ? [] : chosen.filter((other) => other !== id);
      onChoose(checked ? [...others, id] : others);
    },
  });
  const role = single ? "radiogroup" : "group";
  return (
    <div className={styles.places}>
      <p className={styles.how}>
        {words(single ? "placeOne" : maxChoices > 0 ? "placesUpTo" : "placesAny", { count: maxChoices })}
      </p>
      <ImageAreas src={image} alt={imageAlt} role={role} aria-label={words("onImage")}>
        {choices.map(
          ({ id, text, area }, index) =>
            area && (
              <Spot key={id} area={area} number={index + 1}>
                <input
                  type={single ? "radio" : "checkbox"}
                  name={`${name}image`}
                  aria-label={text}
                  title={text}
                  {...markOf(id)}
                />
              </Spot>
            ),
        )}
      </ImageAreas>
      <Stack gap="xs" role={role} aria-label={words("byName")}>
        {choices.map(({ id, text }, index) => (
          <label key={id} htmlFor={`${name}${id}`} className={styles.choice}>
            <Mark id={`${name}${id}`} name={`${name}list`} {...markOf(id)} />
            <span>
              <span className={styles.placeNumber} aria-hidden>
                {index + 1}
              </span>
              {text}
            </span>
          </label>
        ))}
      </Stack>
    </div>
  );
}
