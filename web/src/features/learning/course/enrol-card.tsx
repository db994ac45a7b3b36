import { createClient } from "@connectrpc/connect";
import { Button } from "@mantine/core";
import type { GetCourseResponse } from "@platform/connect/platform/learning/v1/catalogue_service_pb.ts";
import { CourseState } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { EnrolmentService } from "@platform/connect/platform/learning/v1/enrolment_service_pb.ts";
import { IconAward, IconPencil } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { Cover } from "../../../components/cover.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { logInAddress } from "../../../lib/routes.ts";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";
import { useViewer } from "../../../lib/viewer.ts";
import { useWords } from "../../../lib/words.ts";
import { useFacts } from "../facts.ts";
import { readProgressAnew } from "../progress.ts";
import { learningWords } from "../words.ts";
import { CodeField, isCodeWrong } from "./code-field.tsx";
import styles from "./course.module.css";
import { Grade } from "./grade.tsx";

const client = createClient(EnrolmentService, transport);

/** The cover, the facts, and the one thing to do next. */
export function EnrolCard({ data }: { data: GetCourseResponse }) {
  const words = useWords(learningWords);
  const { length, language } = useFacts();
  const { person, isStaff } = useViewer();
  const navigate = useNavigate();
  const { course, enrolment, modules } = data;
  const courseId = course?.id ?? "";
  const [code, setCode] = useState("");
  const enrol = useMutation({
    mutationFn: async () => {
      await client.enrol({ courseId, code });
      await readProgressAnew();
    },
  });
  const leave = useMutation({
    mutationFn: async () => {
      await client.leaveCourse({ courseId });
      await readProgressAnew();
      toast({ text: words("left"), action: { label: words("undo"), run: () => enrol.mutate() } });
    },
  });
  const typeCode = (typed: string) => {
    setCode(typed);
    // What was wrong with the code before says nothing of this one.
    enrol.reset();
  };
  if (!course) return null;
  const first = modules.find(({ lessons }) => lessons.length > 0)?.lessons[0]?.id;
  const at = enrolment?.progress?.nextLessonId || first;
  const begun = (enrolment?.progress?.done ?? 0) > 0;
  const over = begun && !enrolment?.progress?.nextLessonId;
  const facts: [string, string][] = [
    [words("author"), course.authorName],
    [words("content"), words("lessons", { count: course.lessonCount })],
    [words("length"), length(course.minutes)],
    [words("taughtIn"), language(course)],
  ];
  return (
    <aside className={`card ${styles.enrol}`}>
      <Cover title={course.title} src={course.coverUrl} />
      <div className={styles.enrolText}>
        {enrolment && <Grade course={course} enrolment={enrolment} />}
        {enrolment?.certificateId && (
          <Button
            component={Link}
            to={`/certificates/${enrolment.certificateId}`}
            variant={over ? "filled" : "default"}
            leftSection={<IconAward size={18} aria-hidden />}
          >
            {words("openCertificate")}
          </Button>
        )}
        {!person && (
          <Button onClick={() => void navigate(logInAddress(`/courses/${courseId}`))}>{words("enrolSignedOut")}</Button>
        )}
        {person && !enrolment && (
          <Button
            loading={enrol.isPending}
            disabled={data.missingPrerequisites.length > 0 || course.state === CourseState.ARCHIVED}
            onClick={() => enrol.mutate()}
          >
            {words("enrol")}
          </Button>
        )}
        {person && !enrolment && <CodeField code={code} error={enrol.error} onCode={typeCode} />}
        {enrolment && at && (
          <Button
            component={Link}
            to={`/courses/${courseId}/lessons/${at}`}
            variant={over && enrolment.certificateId ? "default" : "filled"}
          >
            {words(over ? "again" : begun ? "goOn" : "begin")}
          </Button>
        )}
        {enrolment?.cohortTitle && <p className={styles.cohort}>{words("cohort", { title: enrolment.cohortTitle })}</p>}
        {!isCodeWrong(enrol.error) && <FormFailure error={enrol.error ?? leave.error} />}
        <dl className={styles.facts}>
          {facts
            .filter(([, value]) => value)
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
        {person && (isStaff || person.accountId === course.authorId) && (
          <Button
            component={Link}
            to={`/authoring/${courseId}`}
            variant="default"
            size="sm"
            leftSection={<IconPencil size={16} aria-hidden />}
          >
            {words("edit")}
          </Button>
        )}
        {enrolment && (
          <div className={styles.leave}>
            <Button variant="subtle" color="gray" size="sm" loading={leave.isPending} onClick={() => leave.mutate()}>
              {words("leave")}
            </Button>
          </div>
        )}
      </div>
    </aside>
  );
}
