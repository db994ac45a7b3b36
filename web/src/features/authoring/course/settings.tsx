import { createClient } from "@connectrpc/connect";
import { Button, Checkbox, NativeSelect, NumberInput, Stack, TagsInput, Textarea, TextInput } from "@mantine/core";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import {
  AuthoringService,
  type GetDraftResponse,
} from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import type { Course } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useOutletContext } from "react-router";
import { FormFailure, fieldFailure } from "../../../components/forms.tsx";
import { Section } from "../../../components/page.tsx";
import { download } from "../../../lib/download.ts";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";
import { useWords } from "../../../lib/words.ts";
import { MarkdownField } from "../markdown-field.tsx";
import { readDraftAnew } from "../refresh.ts";
import { authoringWords } from "../words.ts";
import { Categories, type EditedCategory } from "./categories.tsx";
import { CertificateSection, type Design, toDesign } from "./certificate-section.tsx";
import styles from "./course.module.css";
import { CoverField } from "./cover-field.tsx";
import { PrerequisitesField } from "./prerequisites-field.tsx";
import { courseWords } from "./words.ts";

const client = createClient(AuthoringService, transport);

/** The settings of a course; they hold for learners once it is published. */
export default function Settings() {
  const draft = useOutletContext<GetDraftResponse>();
  return draft.course && <SettingsForm key={draft.course.id} course={draft.course} />;
}

interface Form {
  title: string;
  summary: string;
  description: string;
  language: Language;
  skills: string[];
  minutes: number;
  prerequisiteIds: string[];
  passPercent: number;
  requireAllBlocks: boolean;
  categories: EditedCategory[];
  certificate: Design;
}

function SettingsForm({ course }: { course: Course }) {
  const words = useWords(courseWords);
  const common = useWords(authoringWords);
  const [form, setForm] = useState(() => toForm(course));
  const [kept, setKept] = useState(form);
  const changed = (Object.keys(form) as (keyof Form)[]).filter((name) => form[name] !== kept[name]);
  const set = (change: Partial<Form>) => setForm((now) => ({ ...now, ...change }));
  const blank = form.title.trim() === "";

  const sample = useMutation({
    mutationFn: async () => {
      if (changed.length > 0) await save.mutateAsync();
      const { url } = await client.previewCertificate({ courseId: course.id });
      download(url);
    },
  });
  const save = useMutation({
    mutationFn: async () => {
      const { passPercent, requireAllBlocks, categories, ...rest } = form;
      await client.updateCourse({
        courseId: course.id,
        updateMask: { paths: [...new Set(changed.map((name) => pathOf[name]))] },
        ...rest,
        grading: {
          passScore: passPercent / 100,
          requireAllBlocks,
          categories: categories.map(({ name, weight, dropLowest }) => ({ name: name.trim(), weight, dropLowest })),
        },
      });
      setKept(form);
      await readDraftAnew();
      toast({ text: words("settingsSaved") });
    },
  });
  const wrong = (field: string, text: string) => fieldFailure(save.error, field, text);

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!blank && changed.length > 0) save.mutate();
      }}
    >
      <Stack gap="lg">
        <Section title={words("aboutPart")}>
          <TextInput
            label={common("title")}
            maxLength={200}
            error={blank && common("titleMissing")}
            value={form.title}
            onChange={(event) => set({ title: event.currentTarget.value })}
          />
          <Textarea
            label={common("summary")}
            description={words("summaryHint")}
            maxLength={500}
            autosize
            minRows={2}
            value={form.summary}
            onChange={(event) => set({ summary: event.currentTarget.value })}
          />
          <MarkdownField
            label={common("description")}
            description={words("descriptionHint")}
            value={form.description}
            minRows={6}
            onChange={(description) => set({ description })}
          />
          <NativeSelect
            label={common("language")}
            value={form.language}
            onChange={(event) => set({ language: Number(event.currentTarget.value) })}
            data={[
              { value: String(Language.RU), label: common("ru") },
              { value: String(Language.EN), label: common("en") },
            ]}
          />
          <TagsInput
            label={common("skills")}
            description={words("skillsHint")}
            maxTags={20}
            maxLength={40}
            value={form.skills}
            onChange={(skills) => set({ skills })}
          />
          <NumberInput
            label={common("minutes")}
            description={words("minutesHint")}
            min={0}
            max={100_000}
            allowDecimal={false}
            hideControls
            maw={240}
            size="md"
            value={form.minutes || ""}
            onChange={(minutes) => set({ minutes: Number(minutes) || 0 })}
          />
        </Section>
        <CoverField course={course} />
        <Section title={words("gradingPart")} about={words("gradingText")}>
          <NumberInput
            label={words("passScore")}
            min={0}
            max={100}
            suffix=" %"
            hideControls
            maw={240}
            size="md"
            value={form.passPercent}
            onChange={(percent) => set({ passPercent: Number(percent) || 0 })}
          />
          <Checkbox
            label={words("requireAll")}
            checked={form.requireAllBlocks}
            onChange={(event) => set({ requireAllBlocks: event.currentTarget.checked })}
          />
          <Categories
            categories={form.categories}
            error={wrong("grading.categories", words("categoryWrong"))}
            onChange={(categories) => set({ categories })}
          />
        </Section>
        <CertificateSection
          courseId={course.id}
          design={form.certificate}
          error={wrong("certificate.signature", words("signatureWrong"))}
          sampling={sample.isPending}
          onChange={(certificate) => set({ certificate })}
          onSample={() => {
            if (!blank) sample.mutate();
          }}
        />
        <Section title={words("prerequisitesPart")} about={words("prerequisitesText")}>
          <PrerequisitesField
            courseId={course.id}
            ids={form.prerequisiteIds}
            error={wrong("prerequisite_ids", words("prerequisiteWrong"))}
            onChange={(prerequisiteIds) => set({ prerequisiteIds })}
          />
        </Section>
        <FormFailure error={save.error ?? sample.error} />
        <div className={styles.saveBar}>
          <Button type="submit" loading={save.isPending} disabled={changed.length === 0 || blank}>
            {words("saveSettings")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

const pathOf: Record<keyof Form, string> = {
  title: "title",
  summary: "summary",
  description: "description",
  language: "language",
  skills: "skills",
  minutes: "minutes",
  prerequisiteIds: "prerequisite_ids",
  passPercent: "grading",
  requireAllBlocks: "grading",
  categories: "grading",
  certificate: "certificate",
};

function toForm(course: Course): Form {
  const { title, summary, description, language, skills, minutes, prerequisiteIds, grading, certificate } = course;
  return {
    title,
    summary,
    description,
    language,
    skills,
    minutes,
    prerequisiteIds,
    passPercent: Math.round((grading?.passScore ?? 0) * 10_000) / 100,
    requireAllBlocks: grading?.requireAllBlocks ?? false,
    categories: (grading?.categories ?? []).map(({ name, weight, dropLowest }) => ({
      key: name,
      name,
      weight,
      dropLowest,
    })),
    certificate: toDesign(certificate),
  };
}
