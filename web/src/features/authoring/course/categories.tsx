import { ActionIcon, Button, NumberInput, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useLanguage, useWords } from "../../../lib/words.ts";
import styles from "./course.module.css";
import { courseWords } from "./words.ts";

export interface EditedCategory {
  key: string;
  name: string;
  weight: number;
  dropLowest: number;
}

/** The kinds of graded work and what each is worth. */
export function Categories({
  categories,
  error,
  onChange,
}: {
  categories: EditedCategory[];
  error: string | boolean;
  onChange: (categories: EditedCategory[]) => void;
}) {
  const words = useWords(courseWords);
  const { code } = useLanguage();
  const total = categories.reduce((sum, { weight }) => sum + weight, 0);
  const change = (key: string, next: Partial<EditedCategory>) =>
    onChange(categories.map((category) => (category.key === key ? { ...category, ...next } : category)));
  return (
    <div>
      <Text fw={560} size="sm" mb={8}>
        {words("categories")}
      </Text>
      {categories.length === 0 && <p className={styles.hint}>{words("noCategories")}</p>}
      <ul className={styles.categories}>
        {categories.map(({ key, name, weight, dropLowest }) => (
          <li key={key} className={styles.category}>
            <TextInput
              label={words("categoryName")}
              maxLength={80}
              value={name}
              onChange={(event) => change(key, { name: event.currentTarget.value })}
            />
            <NumberInput
              label={words("weight")}
              min={0}
              max={1000}
              hideControls
              size="md"
              value={weight}
              onChange={(next) => change(key, { weight: Number(next) || 0 })}
            />
            <NumberInput
              label={words("dropLowest")}
              min={0}
              max={50}
              allowDecimal={false}
              hideControls
              size="md"
              value={dropLowest}
              onChange={(next) => change(key, { dropLowest: Number(next) || 0 })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={42}
              aria-label={words("removeCategory", { name })}
              onClick={() => onChange(categories.filter((category) => category.key !== key))}
            >
              <IconTrash size={18} stroke={1.7} aria-hidden />
            </ActionIcon>
            {total > 0 && (
              <p className="tabular">
                {words("weightShare", {
                  percent: new Intl.NumberFormat(code, { style: "percent" }).format(weight / total),
                })}
              </p>
            )}
          </li>
        ))}
      </ul>
      {error && (
        <Text size="sm" c="var(--bad)" role="alert" mt="xs">
          {error}
        </Text>
      )}
      <Button
        variant="default"
        size="sm"
        mt="md"
        leftSection={<IconPlus size={16} aria-hidden />}
        onClick={() =>
          onChange([
            ...categories,
            {
              key: crypto.randomUUID(),
              name: categories.length === 0 ? words("categoryDefault") : "",
              weight: 1,
              dropLowest: 0,
            },
          ])
        }
      >
        {words("addCategory")}
      </Button>
    </div>
  );
}
