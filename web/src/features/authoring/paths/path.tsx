import { useQuery } from "@connectrpc/connect-query";
import { Button, Group, Stack, Textarea, TextInput, Title } from "@mantine/core";
import { PathState } from "@platform/connect/platform/learning/v1/path_pb.ts";
import { type GetPathResponse, PathService } from "@platform/connect/platform/learning/v1/path_service_pb.ts";
import { IconEye, IconRoute, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { Chip } from "../../../components/chip.tsx";
import { Confirm } from "../../../components/confirm.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { MenuButton, MenuLink } from "../../../components/menu-items.tsx";
import { MoreMenu } from "../../../components/more-menu.tsx";
import { useTitle } from "../../../components/page.tsx";
import { moved, useReorder } from "../../../components/reorder.ts";
import { Empty, Failed, Waiting } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useHeadingFocus } from "../../../lib/heading.ts";
import { toast } from "../../../lib/toasts.ts";
import { useWords } from "../../../lib/words.ts";
import { authoringWords } from "../words.ts";
import { pathClient, readPathsAnew } from "./acts.ts";
import { AddCourse } from "./add-course.tsx";
import { LanguageField } from "./create-path.tsx";
import styles from "./path.module.css";
import { StepRow } from "./step-row.tsx";
import type { EditedStep } from "./steps.ts";
import { usePath } from "./use-path.ts";
import { pathEditWords } from "./words.ts";

const look = { size: 18, stroke: 1.7, "aria-hidden": true } as const;

/** A path, to write. */
export default function AuthoredPath() {
  const { pathId = "" } = useParams();
  const once = { staleTime: 0, gcTime: 0, refetchOnReconnect: false, refetchOnWindowFocus: false } as const;
  const { data, isPending, error, refetch } = useQuery(PathService.method.getPath, { pathId }, once);
  if (isPending) return <Waiting />;
  if (!data?.path || !data.mayWrite) {
    const { reason } = readFailure(error);
    if (error && reason !== "PATH_NOT_FOUND" && reason !== "REQUEST_INVALID") {
      return <Failed error={error} onRetry={refetch} />;
    }
    return <PathMissing />;
  }
  return <PathEditor key={data.path.id} data={data} />;
}

function PathEditor({ data }: { data: GetPathResponse }) {
  const words = useWords(pathEditWords);
  const common = useWords(authoringWords);
  const heading = useHeadingFocus();
  const { form, change, state, error, flush } = usePath(data);
  const { title, summary, language, steps } = form;
  const shown = data.path?.state === PathState.PUBLISHED;
  const pathId = data.path?.id ?? "";
  useTitle(title, [
    { label: common("authoring"), to: "/authoring" },
    { label: words("paths"), to: "/authoring/paths" },
  ]);
  const publish = useMutation({
    mutationFn: async () => {
      await flush();
      await pathClient.publishPath({ pathId, hide: shown });
      await readPathsAnew();
      toast({ text: words(shown ? "hiddenNow" : "shown") });
    },
  });
  return (
    <div className={styles.path}>
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={8} flex="1 1 280px" miw={0}>
          <Title order={1} ref={heading} tabIndex={-1} className="heading">
            {title}
          </Title>
          <Group gap="xs">
            {shown ? <Chip tone="good">{words("published")}</Chip> : <Chip>{words("draft")}</Chip>}
            <span className="quiet" role="status">
              {state !== "failed" && words(state)}
            </span>
          </Group>
        </Stack>
        <Group gap="xs">
          <Button
            variant={shown ? "default" : "filled"}
            loading={publish.isPending}
            disabled={steps.length === 0}
            onClick={() => publish.mutate()}
          >
            {words(shown ? "hide" : "show")}
          </Button>
          <PathMenu pathId={pathId} />
        </Group>
      </Group>
      <FormFailure error={error ?? publish.error} />
      <Stack>
        <TextInput
          label={words("title")}
          maxLength={200}
          error={title.trim() === "" && words("titleMissing")}
          value={title}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <Textarea
          label={words("summary")}
          maxLength={1000}
          autosize
          minRows={2}
          value={summary}
          onChange={(event) => change({ summary: event.currentTarget.value })}
        />
        <LanguageField language={language} onChange={(chosen) => change({ language: chosen })} />
      </Stack>
      <Steps steps={steps} onChange={(next) => change({ steps: next })} />
    </div>
  );
}

function Steps({ steps, onChange }: { steps: EditedStep[]; onChange: (steps: EditedStep[]) => void }) {
  const words = useWords(pathEditWords);
  const { item, handle } = useReorder(steps.length, (from, to) => onChange(moved(steps, from, to)));
  return (
    <Stack component="section">
      <Title order={2}>{words("steps")}</Title>
      <p className="quiet">{words(steps.length > 0 ? "stepsText" : "noSteps")}</p>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <StepRow
            key={step.courseId}
            step={step}
            before={steps.slice(0, index)}
            item={item(index)}
            handle={handle(index)}
            onChange={(part) => onChange(steps.map((one) => (one === step ? { ...one, ...part } : one)))}
            onRemove={() => onChange(steps.filter((one) => one !== step))}
          />
        ))}
      </ol>
      {steps.length < 50 && (
        <AddCourse
          taken={steps.map(({ courseId }) => courseId)}
          // A new course comes after the one before it, as most do.
          onAdd={({ id, title }) => {
            const last = steps.at(-1)?.courseId;
            onChange([...steps, { courseId: id, title, afterIds: last ? [last] : [], optional: false }]);
          }}
        />
      )}
    </Stack>
  );
}

function PathMenu({ pathId }: { pathId: string }) {
  const words = useWords(pathEditWords);
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const remove = useMutation({
    mutationFn: () => pathClient.deletePath({ pathId }),
    onSuccess: async () => {
      await navigate("/authoring/paths");
      await readPathsAnew();
    },
  });
  return (
    <>
      <MoreMenu label={words("actions")}>
        {(close) => (
          <>
            <MenuLink to={`/paths/${pathId}`} icon={<IconEye {...look} />}>
              {words("view")}
            </MenuLink>
            <MenuButton
              icon={<IconTrash {...look} />}
              onClick={() => {
                close();
                setDeleting(true);
              }}
            >
              {words("delete")}
            </MenuButton>
          </>
        )}
      </MoreMenu>
      {deleting && (
        <Confirm
          title={words("deleteTitle")}
          action={words("delete")}
          error={remove.error}
          pending={remove.isPending}
          onConfirm={() => remove.mutate()}
          onClose={() => setDeleting(false)}
        >
          {words("deleteText")}
        </Confirm>
      )}
    </>
  );
}

function PathMissing() {
  const words = useWords(pathEditWords);
  useTitle(words("gone"));
  return (
    <Empty
      main
      icon={<IconRoute size={28} stroke={1.5} aria-hidden />}
      title={words("gone")}
      text={words("goneText")}
      action={
        <Button component={Link} to="/authoring/paths">
          {words("toOwn")}
        </Button>
      }
    />
  );
}
