import { create } from "@bufbuild/protobuf";
import { Button, Group, NativeSelect, SegmentedControl, Text, TextInput } from "@mantine/core";
import { AnswerKeySchema, type Area } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconPhoto, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useWords } from "../../../../lib/words.ts";
import { assetAddress, assetNameIn, resolveAsset } from "../../add-asset.ts";
import { AssetButton } from "../asset-button.tsx";
import styles from "../lesson.module.css";
import { areaIn, type Form } from "./areas.ts";
import { ImageCanvas } from "./image-canvas.tsx";
import { PlaceCard } from "./place-card.tsx";
import type { KeyFieldsProps } from "./question-fields.tsx";
import { newChoice } from "./with-kind.ts";
import { placeWords } from "./words.ts";

const middle = { left: 0.4, top: 0.4, width: 0.2, height: 0.2 };

/** An image, and the places on it, the right ones marked. */
export function HotspotFields(props: KeyFieldsProps) {
  const { question, answerKey, assets, wrongAt, onChange, onKey } = props;
  const { choiceIds } = answerKey;
  const words = useWords(placeWords);
  const [form, setForm] = useState<Form>("rectangle");
  const { image, imageAlt, choices, maxChoices } = question;
  const wrong =
    wrongAt("key.choice_ids") ?? (choices.length === 0 && wrongAt("choices") ? words("mustPlace") : undefined);
  const add = (area: Area) => onChange({ choices: [...choices, { ...newChoice(), area }] });
  const without = (ids: string[], id: string) => ids.filter((other) => other !== id);

  return (
    <div className={styles.list}>
      <ImageChoice {...props} />
      {image !== "" && (
        <>
          <TextInput
            label={words("imageAlt")}
            description={words("imageAltHint")}
            maxLength={1000}
            value={imageAlt}
            onChange={(event) => onChange({ imageAlt: event.currentTarget.value })}
          />
          <p className={styles.sub}>{words("drawHow")}</p>
          <Group gap="xs">
            <SegmentedControl
              size="xs"
              aria-label={words("draw")}
              value={form}
              onChange={(next) => setForm(next as Form)}
              data={[
                { value: "rectangle", label: words("rectangle") },
                { value: "ellipse", label: words("ellipse") },
              ]}
            />
            <Button
              variant="subtle"
              size="sm"
              leftSection={<IconPlus size={16} aria-hidden />}
              disabled={choices.length >= 50}
              onClick={() => add(areaIn(form, middle))}
            >
              {words("addPlace")}
            </Button>
          </Group>
          <ImageCanvas
            src={resolveAsset(assets, image)}
            alt={imageAlt}
            places={choices}
            right={choiceIds}
            form={form}
            onDrawn={add}
          />
          {choices.map((place, index) => (
            <PlaceCard
              key={place.id}
              number={index + 1}
              place={place}
              right={choiceIds.includes(place.id)}
              wrongAt={(path) => wrongAt(`choices[${index}].${path}`)}
              onChange={(next) => onChange({ choices: choices.map((each) => (each.id === place.id ? next : each)) })}
              onRight={(right) => onKey({ choiceIds: [...without(choiceIds, place.id), ...(right ? [place.id] : [])] })}
              onRemove={() =>
                onChange({
                  choices: choices.filter(({ id }) => id !== place.id),
                  key: { ...(question.key ?? create(AnswerKeySchema)), choiceIds: without(choiceIds, place.id) },
                })
              }
            />
          ))}
          {wrong && (
            <Text size="sm" c="var(--bad)" role="alert">
              {wrong}
            </Text>
          )}
          {choices.length > 1 && (
            <NativeSelect
              label={words("maxChoices")}
              error={wrongAt("max_choices")}
              value={maxChoices}
              onChange={(event) => onChange({ maxChoices: Number(event.currentTarget.value) })}
              data={[
                { value: "0", label: words("anyNumber") },
                ...Array.from({ length: Math.max(choices.length, maxChoices) }, (_, at) => String(at + 1)),
              ]}
            />
          )}
        </>
      )}
    </div>
  );
}

function ImageChoice({ courseId, assets, onAsset, question: { image }, wrongAt, onChange }: KeyFieldsProps) {
  const words = useWords(placeWords);
  const images = assets.filter(({ contentType }) => contentType.startsWith("image/")).map(({ name }) => name);
  const chosen = assetNameIn(image);
  return (
    <div className={styles.imageChoice}>
      {(images.length > 0 || chosen !== "") && (
        <NativeSelect
          label={words("image")}
          error={wrongAt("image")}
          value={chosen}
          onChange={(event) => onChange({ image: assetAddress(event.currentTarget.value) })}
          data={[
            { value: "", label: words("chooseImage"), disabled: chosen !== "" },
            ...new Set([...images, ...(chosen === "" ? [] : [chosen])]),
          ]}
        />
      )}
      <AssetButton
        courseId={courseId}
        accept="image/*"
        icon={<IconPhoto size={16} stroke={1.7} aria-hidden />}
        onAdded={(asset) => {
          onAsset(asset);
          onChange({ image: assetAddress(asset.name) });
        }}
      >
        {words("uploadImage")}
      </AssetButton>
      {images.length === 0 && chosen === "" && wrongAt("image") && (
        <Text size="sm" c="var(--bad)" role="alert">
          {wrongAt("image")}
        </Text>
      )}
    </div>
  );
}
