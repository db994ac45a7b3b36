import { useQuery } from "@connectrpc/connect-query";
import { Button, Title } from "@mantine/core";
import { PathState } from "@platform/connect/platform/learning/v1/path_pb.ts";
import { type GetPathResponse, PathService } from "@platform/connect/platform/learning/v1/path_service_pb.ts";
import { IconPencil, IconRoute } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { useTitle } from "../../../components/page.tsx";
import { Empty, Failed, Waiting } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useHeadingFocus } from "../../../lib/heading.ts";
import { logInAddress } from "../../../lib/routes.ts";
import { toast } from "../../../lib/toasts.ts";
import { useViewer } from "../../../lib/viewer.ts";
import { useWords } from "../../../lib/words.ts";
import course from "../course/course.module.css";
import { useFacts } from "../facts.ts";
import { pathClient, readPathsAnew } from "./acts.ts";
import { PathProgressLine } from "./path-card.tsx";
import styles from "./paths.module.css";
import { Step } from "./step.tsx";
import { pathWords } from "./words.ts";

/** A path: what it leads to, its courses, and where one stands. */
export default function PathPage() {
  const words = useWords(pathWords);
  const { pathId = "" } = useParams();
  const { person } = useViewer();
  const navigate = useNavigate();
  const heading = useHeadingFocus();
  const { data, isPending, error, refetch } = useQuery(PathService.method.getPath, { pathId });
  const path = data?.path;
  useTitle(path?.title ?? "", [{ label: words("paths"), to: "/paths" }]);
  const start = useMutation({
    mutationFn: async (courseId: string) => {
      await pathClient.startStep({ pathId, courseId });
      await readPathsAnew();
      return courseId;
    },
    onSuccess: (courseId) => void navigate(`/courses/${courseId}`),
  });

  if (isPending) return <Waiting />;
  if (!path || !data) {
    const { reason } = readFailure(error);
    if (reason !== "PATH_NOT_FOUND" && reason !== "REQUEST_INVALID") return <Failed error={error} onRetry={refetch} />;
    return <PathMissing />;
  }
  return (
    <article className={course.course}>
      <header className={course.head}>
        <Title order={1} ref={heading} tabIndex={-1} className="heading">
          {path.title}
        </Title>
        {path.summary && <p className={course.summary}>{path.summary}</p>}
        {path.state === PathState.DRAFT && <Chip tone="warn">{words("hidden")}</Chip>}
      </header>
      <JoinCard data={data} />
      <section className={styles.part}>
        <Title order={2}>{words("outline")}</Title>
        <FormFailure error={start.error} />
        <ol className={styles.steps}>
          {data.steps.map((step, index) => (
            <Step
              key={step.course?.id}
              step={step}
              place={index + 1}
              onStart={person && ((courseId) => start.mutate(courseId))}
              pending={start.isPending && start.variables === step.course?.id}
            />
          ))}
        </ol>
      </section>
    </article>
  );
}

function JoinCard({ data: { path, mayWrite } }: { data: GetPathResponse }) {
  const words = useWords(pathWords);
  const { length, language } = useFacts();
  const { person } = useViewer();
  const navigate = useNavigate();
  const pathId = path?.id ?? "";
  const join = useMutation({
    mutationFn: async () => {
      await pathClient.joinPath({ pathId });
      await readPathsAnew();
      toast({ text: words("joined") });
    },
  });
  const leave = useMutation({
    mutationFn: async () => {
      await pathClient.leavePath({ pathId });
      await readPathsAnew();
      toast({ text: words("left"), action: { label: words("undo"), run: () => join.mutate() } });
    },
  });
  if (!path) return null;
  const facts: [string, string][] = [
    [words("author"), path.authorName],
    [words("content"), words("courses", { count: path.courseCount })],
    [words("length"), length(path.minutes)],
    [words("taughtIn"), language(path)],
  ];
  return (
    <aside className={`card ${course.enrol}`}>
      <div className={course.enrolText}>
        <PathProgressLine path={path} />
        {!person && (
          <Button onClick={() => void navigate(logInAddress(`/paths/${pathId}`))}>{words("joinSignedOut")}</Button>
        )}
        {person && !path.progress && (
          <Button loading={join.isPending} onClick={() => join.mutate()}>
            {words("join")}
          </Button>
        )}
        <FormFailure error={join.error ?? leave.error} />
        <dl className={course.facts}>
          {facts
            .filter(([, value]) => value)
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
        {mayWrite && (
          <Button
            component={Link}
            to={`/authoring/paths/${pathId}`}
            variant="default"
            size="sm"
            leftSection={<IconPencil size={16} aria-hidden />}
          >
            {words("edit")}
          </Button>
        )}
        {path.progress && (
          <div className={course.leave}>
            <Button variant="subtle" color="gray" size="sm" loading={leave.isPending} onClick={() => leave.mutate()}>
              {words("leave")}
            </Button>
          </div>
        )}
      </div>
    </aside>
  );
}

function PathMissing() {
  const words = useWords(pathWords);
  useTitle(words("missing"));
  return (
    <Empty
      main
      icon={<IconRoute size={28} stroke={1.5} aria-hidden />}
      title={words("missing")}
      text={words("missingText")}
      action={
        <Button component={Link} to="/paths">
          {words("toPaths")}
        </Button>
      }
    />
  );
}
