import { timestampDate } from "@bufbuild/protobuf/wkt";
import { ActionIcon, Button, Group, Stack } from "@mantine/core";
import type { Cohort } from "@platform/connect/platform/learning/v1/cohort_service_pb.ts";
import { IconPencil, IconPlus, IconTrash, IconUserPlus, IconUsersGroup } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { Confirm } from "../../../components/confirm.tsx";
import { CopyText } from "../../../components/secret.tsx";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { CohortDialog } from "./cohort-dialog.tsx";
import styles from "./cohorts.module.css";
import { cohortClient, readCohortsAnew, useCohorts } from "./use-cohorts.ts";
import { cohortWords } from "./words.ts";

/** The cohorts of a course. */
export default function Cohorts() {
  const words = useWords(cohortWords);
  const { courseId = "" } = useParams();
  const [edited, setEdited] = useState<Cohort | "new">();
  const [removed, setRemoved] = useState<Cohort>();
  const { data, isPending, error, refetch } = useCohorts(courseId);
  const cohorts = data?.cohorts ?? [];
  const remove = useMutation({
    mutationFn: async ({ id }: Cohort) => {
      await cohortClient.deleteCohort({ courseId, cohortId: id });
      await readCohortsAnew();
    },
    onSuccess: () => setRemoved(undefined),
  });
  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited("new")}>
      {words("create")}
    </Button>
  );
  return (
    <Stack gap="md">
      {data && (
        <Group justify="space-between" gap="md">
          <p className={`quiet ${styles.about} ${styles.lead}`}>{words("about")}</p>
          <Group gap="xs">
            <Button
              component={Link}
              to={`/authoring/${courseId}/cohorts/enrol`}
              variant="default"
              leftSection={<IconUserPlus size={18} aria-hidden />}
            >
              {words("enrol")}
            </Button>
            {cohorts.length > 0 && create}
          </Group>
        </Group>
      )}
      {isPending && <LoadingRows />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data && cohorts.length === 0 && (
        <Empty
          icon={<IconUsersGroup size={28} stroke={1.5} aria-hidden />}
          title={words("none")}
          text={words("noneText")}
          action={create}
        />
      )}
      {cohorts.length > 0 && (
        <ul className={`card rows ${styles.list}`}>
          {cohorts.map((cohort) => (
            <Row key={cohort.id} cohort={cohort} onEdit={() => setEdited(cohort)} onRemove={() => setRemoved(cohort)} />
          ))}
        </ul>
      )}
      {edited && (
        <CohortDialog
          courseId={courseId}
          items={data?.items ?? []}
          {...(edited !== "new" && { cohort: edited })}
          onClose={() => setEdited(undefined)}
        />
      )}
      {removed && (
        <Confirm
          title={words("removeTitle", { title: removed.title })}
          action={words("remove")}
          error={remove.error}
          pending={remove.isPending}
          onConfirm={() => remove.mutate(removed)}
          onClose={() => setRemoved(undefined)}
        >
          {words("removeText")}
        </Confirm>
      )}
    </Stack>
  );
}

function Row({ cohort, onEdit, onRemove }: { cohort: Cohort; onEdit: () => void; onRemove: () => void }) {
  const words = useWords(cohortWords);
  const { day } = useLanguage();
  const { title, learnerCount, startTime, endTime, code } = cohort;
  return (
    <li className={styles.row}>
      <div className={styles.text}>
        <strong>{title}</strong>
        <span className="quiet">
          {[
            words("learners", { count: learnerCount }),
            startTime && words("from", { date: day(timestampDate(startTime)) }),
            endTime && words("until", { date: day(timestampDate(endTime)) }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      {code && (
        <Group gap="xs">
          <code>{code}</code>
          <CopyText text={code} />
        </Group>
      )}
      <Group gap={2}>
        <ActionIcon variant="subtle" color="gray" size={40} aria-label={words("edit", { title })} onClick={onEdit}>
          <IconPencil size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={40}
          aria-label={words("removeOf", { title })}
          onClick={onRemove}
        >
          <IconTrash size={18} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Group>
    </li>
  );
}
