import { timestampDate, timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Group, NumberInput, Switch, TagsInput, TextInput } from "@mantine/core";
import type { Assignment } from "@platform/connect/platform/learning/v1/assignment_pb.ts";
import type { Asset } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { useWords } from "../../../../lib/words.ts";
import { AssetMarkdown } from "../asset-markdown.tsx";
import type { WrongAt } from "../field-errors.ts";
import { toField } from "../local-time.ts";
import { lessonWords } from "../words.ts";
import { RubricFields } from "./rubric-fields.tsx";
import { assignmentFieldsWords } from "./words.ts";

/** Work to hand in: what is asked, by when, and how it is graded. */
export function AssignmentFields({
  courseId,
  assets,
  onAsset,
  assignment,
  wrongAt,
  onChange,
}: {
  courseId: string;
  assets: Asset[];
  onAsset: (asset: Asset) => void;
  assignment: Assignment;
  wrongAt: WrongAt;
  onChange: (assignment: Assignment) => void;
}) {
  const words = useWords(assignmentFieldsWords);
  const lesson = useWords(lessonWords);
  const set = (change: Partial<Assignment>) => onChange({ ...assignment, ...change });
  const wrong = (path: string, said: Parameters<typeof words>[0]) => wrongAt(`assignment.${path}`) && words(said);
  const { title, instructions, points, dueTime, dueDays, textAnswer, maxFiles, maxFileMebibytes } = assignment;
  return (
    <>
      <TextInput
        label={words("title")}
        maxLength={200}
        error={wrong("title", "mustTitle")}
        value={title}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <AssetMarkdown
        courseId={courseId}
        assets={assets}
        onAsset={onAsset}
        label={words("instructions")}
        description={lesson("markdownHint")}
        minRows={4}
        value={instructions}
        error={wrong("instructions", "mustInstructions")}
        onChange={(next) => set({ instructions: next })}
      />
      <Group gap="md" align="flex-start">
        <NumberInput
          label={lesson("points")}
          w={120}
          size="md"
          min={0}
          max={1000}
          hideControls
          error={wrongAt("assignment.points") && lesson("mustPoints")}
          value={points}
          onChange={(next) => set({ points: Number(next) || 0 })}
        />
        <TextInput
          label={lesson("dueTime")}
          type="datetime-local"
          flex="1 1 200px"
          value={dueTime ? toField(timestampDate(dueTime)) : ""}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            const { dueTime: _, ...rest } = assignment;
            onChange(typed ? { ...rest, dueTime: timestampFromDate(new Date(typed)) } : rest);
          }}
        />
        <NumberInput
          label={lesson("dueDays")}
          placeholder={lesson("noDue")}
          flex="1 1 180px"
          size="md"
          min={0}
          max={3650}
          allowDecimal={false}
          hideControls
          value={dueDays || ""}
          onChange={(next) => set({ dueDays: Number(next) || 0 })}
        />
      </Group>
      <Switch
        label={words("textAnswer")}
        checked={textAnswer}
        error={wrong("text_answer", "mustSomething")}
        onChange={(event) => set({ textAnswer: event.currentTarget.checked })}
      />
      <Group gap="md" align="flex-start">
        <NumberInput
          label={words("maxFiles")}
          placeholder={words("noFiles")}
          flex="1 1 140px"
          size="md"
          min={0}
          max={20}
          allowDecimal={false}
          hideControls
          value={maxFiles || ""}
          onChange={(next) => set({ maxFiles: Number(next) || 0 })}
        />
        <NumberInput
          label={words("maxFileMebibytes")}
          flex="1 1 120px"
          size="md"
          min={1}
          max={32}
          allowDecimal={false}
          hideControls
          disabled={maxFiles === 0}
          value={maxFileMebibytes || 32}
          onChange={(next) => set({ maxFileMebibytes: Number(next) || 32 })}
        />
      </Group>
      {maxFiles > 0 && (
        <TagsInput
          label={words("fileTypes")}
          description={words("fileTypesHint")}
          value={assignment.fileTypes}
          maxTags={20}
          onChange={(types) => set({ fileTypes: types.map(ending).filter(Boolean) })}
        />
      )}
      <RubricFields rubric={assignment.rubric} wrongAt={wrongAt} onChange={(rubric) => set({ rubric })} />
      <NumberInput
        label={words("peerReviews")}
        description={words("peerReviewsHint")}
        placeholder={words("peerReviewsNone")}
        size="md"
        min={0}
        max={10}
        allowDecimal={false}
        value={assignment.peerReviews || ""}
        onChange={(next) => set({ peerReviews: Number(next) || 0 })}
      />
    </>
  );
}

/** ".PDF" as endings are kept: `pdf`. */
function ending(typed: string): string {
  return typed
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .slice(0, 10);
}
