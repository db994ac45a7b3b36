import { timestampDate, timestampFromDate } from "@bufbuild/protobuf/wkt";
import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { type LessonGrading, ShowAnswers } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { Link } from "react-router";
import { Section } from "../../../components/page.tsx";
import { useWords } from "../../../lib/words.ts";
import { useWrongAt, type Violations } from "./field-errors.ts";
import styles from "./lesson.module.css";
import { toField } from "./local-time.ts";
import { lessonWords } from "./words.ts";

/** How the questions of the lesson are counted. */
export function GradingForm({
  courseId,
  grading,
  categories,
  violations,
  onChange,
}: {
  courseId: string;
  grading: LessonGrading;
  categories: string[];
  violations: Violations;
  onChange: (grading: LessonGrading) => void;
}) {
  const words = useWords(lessonWords);
  const wrongAt = useWrongAt(violations, "grading.");
  const set = (change: Partial<LessonGrading>) => onChange({ ...grading, ...change });
  const { category, maxAttempts, minutes, dueTime, dueDays, showAnswers } = grading;
  const known = category === "" || categories.includes(category) ? categories : [...categories, category];
  const count = (label: string, none: string, value: number, most: number, change: (value: number) => void) => (
    <NumberInput
      label={label}
      placeholder={none}
      min={0}
      max={most}
      allowDecimal={false}
      hideControls
      size="md"
      value={value || ""}
      onChange={(next) => change(Number(next) || 0)}
    />
  );
  return (
    <Section
      title={words("grading")}
      about={categories.length === 0 && <Link to={`/authoring/${courseId}/settings`}>{words("noCategories")}</Link>}
    >
      <div className={styles.grading}>
        <NativeSelect
          label={words("category")}
          value={category}
          error={wrongAt("category")}
          onChange={(event) => set({ category: event.currentTarget.value })}
          data={[{ value: "", label: words("practice") }, ...known.map((name) => ({ value: name, label: name }))]}
        />
        <NativeSelect
          label={words("showAnswers")}
          value={showAnswers || ShowAnswers.AFTER_ATTEMPT}
          onChange={(event) => set({ showAnswers: Number(event.currentTarget.value) })}
          data={[
            { value: String(ShowAnswers.AFTER_ATTEMPT), label: words("afterAttempt") },
            { value: String(ShowAnswers.WHEN_CLOSED), label: words("whenClosed") },
            { value: String(ShowAnswers.NEVER), label: words("never") },
          ]}
        />
        {count(words("maxAttempts"), words("unlimited"), maxAttempts, 100, (next) => set({ maxAttempts: next }))}
        {count(words("minutes"), words("noLimit"), minutes, 10_080, (next) => set({ minutes: next }))}
        <TextInput
          label={words("dueTime")}
          type="datetime-local"
          value={dueTime ? toField(timestampDate(dueTime)) : ""}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            const { dueTime: _, ...rest } = grading;
            onChange(typed ? { ...rest, dueTime: timestampFromDate(new Date(typed)) } : rest);
          }}
        />
        {count(words("dueDays"), words("noDue"), dueDays, 3650, (next) => set({ dueDays: next }))}
      </div>
    </Section>
  );
}
