import { Button, Group, Stack, Text } from "@mantine/core";
import type { Course } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconAward } from "@tabler/icons-react";
import { Link } from "react-router";
import { Dialog } from "../../../components/dialog.tsx";
import { useWords } from "../../../lib/words.ts";
import { useFacts } from "../facts.ts";
import styles from "./player.module.css";
import { playerWords } from "./words.ts";

/** The moment in which a course is passed. */
export function Passed({
  course,
  grade,
  certificateId,
  onClose,
}: {
  course: Course;
  grade: number;
  certificateId: string;
  onClose: () => void;
}) {
  const words = useWords(playerWords);
  const { percent } = useFacts();
  const graded = (course.grading?.categories.length ?? 0) > 0;
  return (
    <Dialog title={words("passedTitle")} onClose={onClose}>
      <Stack align="center" gap="md" pt="sm">
        <div className={styles.medal} aria-hidden>
          <IconAward size={48} stroke={1.4} />
        </div>
        <Text ta="center" className="breaking">
          {words(graded ? "passedText" : "passedTextUngraded", { title: course.title, grade: percent(grade) })}
        </Text>
        <Group justify="center" gap="sm">
          <Button variant="default" onClick={onClose}>
            {words("stay")}
          </Button>
          {certificateId && (
            <Button component={Link} to={`/certificates/${certificateId}`} data-autofocus>
              {words("openCertificate")}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
