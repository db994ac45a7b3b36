import { createClient } from "@connectrpc/connect";
import { Button, FileButton, Group, Stack, Text } from "@mantine/core";
import { AuthoringService } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import type { Course } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Cover } from "../../../components/cover.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { Section } from "../../../components/page.tsx";
import { transport } from "../../../lib/transport.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { addAsset, largestAsset } from "../add-asset.ts";
import { readDraftAnew } from "../refresh.ts";
import styles from "./course.module.css";
import { courseWords } from "./words.ts";

const client = createClient(AuthoringService, transport);

/** The picture of the course. */
export function CoverField({ course }: { course: Course }) {
  const words = useWords(courseWords);
  const { code } = useLanguage();
  const [sent, setSent] = useState(0);
  const [refused, setRefused] = useState<"notImage" | "tooLarge">();
  const set = useMutation({
    mutationFn: async (file: File | undefined) => {
      const cover = file ? (await addAsset(course.id, file, setSent)).name : "";
      await client.updateCourse({ courseId: course.id, updateMask: { paths: ["cover"] }, cover });
      await readDraftAnew();
    },
  });
  const percent = new Intl.NumberFormat(code, { style: "percent" }).format(sent);

  function take(file: File | null) {
    if (!file) return;
    const wrong = file.size > largestAsset ? "tooLarge" : file.type.startsWith("image/") ? undefined : "notImage";
    setRefused(wrong);
    setSent(0);
    if (!wrong) set.mutate(file);
  }

  return (
    <Section title={words("coverPart")} about={words("coverText")}>
      <Group gap="lg">
        <div className={styles.cover}>
          <Cover title={course.title} src={course.coverUrl} />
        </div>
        <Stack gap="xs">
          <Group gap="xs">
            <FileButton onChange={take} accept="image/*">
              {(props) => (
                <Button {...props} variant="default" size="sm" loading={set.isPending}>
                  {words("chooseCover")}
                </Button>
              )}
            </FileButton>
            {course.coverUrl && (
              <Button variant="subtle" color="gray" size="sm" onClick={() => set.mutate(undefined)}>
                {words("removeCover")}
              </Button>
            )}
          </Group>
          <Text size="sm" className="quiet tabular" role="status">
            {set.isPending && words("sending", { percent })}
          </Text>
        </Stack>
      </Group>
      {refused && (
        <Text size="sm" c="var(--bad)" role="alert">
          {words(refused)}
        </Text>
      )}
      <FormFailure error={set.error} />
    </Section>
  );
}
