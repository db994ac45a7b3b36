import { timestampDate, timestampFromDate } from "@bufbuild/protobuf/wkt";
import { Button, Group, Stack, Switch, TextInput } from "@mantine/core";
import type { Cohort, ListCohortsResponse_DueItem } from "@platform/connect/platform/learning/v1/cohort_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { FormFailure, fieldFailure } from "../../../components/forms.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { toField } from "../lesson/local-time.ts";
import styles from "./cohorts.module.css";
import { cohortClient, readCohortsAnew } from "./use-cohorts.ts";
import { cohortWords } from "./words.ts";

const time = (typed: string) => timestampFromDate(new Date(typed));

/** A cohort to make or to change: its title, its dates, its code. */
export function CohortDialog({
  courseId,
  cohort,
  items,
  onClose,
}: {
  courseId: string;
  cohort?: Cohort;
  items: ListCohortsResponse_DueItem[];
  onClose: () => void;
}) {
  const words = useWords(cohortWords);
  const [title, setTitle] = useState(cohort?.title ?? "");
  const [missing, setMissing] = useState(false);
  const [start, setStart] = useState(cohort?.startTime ? toField(timestampDate(cohort.startTime)) : "");
  const [end, setEnd] = useState(cohort?.endTime ? toField(timestampDate(cohort.endTime)) : "");
  const [byCode, setByCode] = useState(Boolean(cohort?.code));
  const [dates, setDates] = useState(() =>
    Object.fromEntries(
      (cohort?.dates ?? []).map(({ itemId, dueTime }) => [itemId, dueTime ? toField(timestampDate(dueTime)) : ""]),
    ),
  );
  // One that was made stays so, though its dates were refused.
  const made = useRef(cohort);
  const save = useMutation({
    mutationFn: async () => {
      made.current ??= (await cohortClient.createCohort({ courseId, title: title.trim() })).cohort;
      await cohortClient.updateCohort({
        courseId,
        cohortId: made.current?.id ?? "",
        title: title.trim(),
        byCode,
        ...(start && { startTime: time(start) }),
        ...(end && { endTime: time(end) }),
        dates: Object.entries(dates)
          .filter(([, typed]) => typed)
          .map(([itemId, typed]) => ({ itemId, dueTime: time(typed) })),
      });
      await readCohortsAnew();
    },
    onSuccess: onClose,
  });
  const taken = save.error && readFailure(save.error).reason === "COHORT_EXISTS";
  const endWrong = fieldFailure(save.error, "end_time", words("endWrong"));
  return (
    <Dialog title={words(cohort ? "editTitle" : "create")} onClose={onClose} insistent size={560}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setMissing(title.trim() === "");
          if (title.trim() !== "") save.mutate();
        }}
      >
        <Stack>
          <TextInput
            label={words("title")}
            data-autofocus
            maxLength={200}
            error={missing ? words("titleMissing") : taken && words("titleTaken")}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <div className={styles.pair}>
            <TextInput
              label={words("startTime")}
              description={words("startHint")}
              type="datetime-local"
              value={start}
              onChange={(event) => setStart(event.currentTarget.value)}
            />
            <TextInput
              label={words("endTime")}
              description={words("endHint")}
              type="datetime-local"
              error={endWrong}
              value={end}
              onChange={(event) => setEnd(event.currentTarget.value)}
            />
          </div>
          <Switch
            label={words("byCode")}
            description={cohort?.code && words("code", { code: cohort.code })}
            checked={byCode}
            onChange={(event) => setByCode(event.currentTarget.checked)}
          />
          {items.length > 0 && (
            <fieldset className={styles.dates}>
              <legend>
                {words("dates")} <span className="quiet">{words("datesHint")}</span>
              </legend>
              {items.map((item) => (
                <OwnDate
                  key={item.itemId}
                  item={item}
                  value={dates[item.itemId] ?? ""}
                  onChange={(typed) => setDates((now) => ({ ...now, [item.itemId]: typed }))}
                />
              ))}
            </fieldset>
          )}
          {!taken && !endWrong && <FormFailure error={save.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words("cancel")}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {words("save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function OwnDate({
  item,
  value,
  onChange,
}: {
  item: ListCohortsResponse_DueItem;
  value: string;
  onChange: (typed: string) => void;
}) {
  const words = useWords(cohortWords);
  const { date } = useLanguage();
  const said = item.dueTime
    ? words("courseDue", { date: date(timestampDate(item.dueTime)) })
    : item.dueDays > 0
      ? words("days", { count: item.dueDays })
      : words("noDue");
  return (
    <TextInput
      label={item.title}
      description={said}
      type="datetime-local"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
