import { useQuery } from "@connectrpc/connect-query";
import { Button, Group } from "@mantine/core";
import { BankService } from "@platform/connect/platform/learning/v1/bank_service_pb.ts";
import { IconArrowsShuffle, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { useWords } from "../../../lib/words.ts";
import styles from "./banks.module.css";
import { TitleDialog } from "./title-dialog.tsx";
import { bankWords } from "./words.ts";

/** The banks of questions of a course. */
export default function Banks() {
  const words = useWords(bankWords);
  const { courseId = "" } = useParams();
  const [creating, setCreating] = useState(false);
  const { data, isPending, error, refetch } = useQuery(BankService.method.listBanks, { courseId }, { staleTime: 0 });
  const banks = data?.banks ?? [];
  const create = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setCreating(true)}>
      {words("create")}
    </Button>
  );
  return (
    <>
      {isPending && <LoadingRows />}
      {error && !data && <Failed error={error} onRetry={refetch} />}
      {data && banks.length === 0 && (
        <Empty
          icon={<IconArrowsShuffle size={28} stroke={1.5} aria-hidden />}
          title={words("none")}
          text={words("noneText")}
          action={create}
        />
      )}
      {banks.length > 0 && (
        <>
          <Group justify="space-between" align="flex-start" gap="md">
            <p className={`quiet ${styles.about}`}>{words("about")}</p>
            {create}
          </Group>
          <ul className={`card rows ${styles.list}`}>
            {banks.map(({ id, title, questionCount, lessonCount }) => (
              <li key={id}>
                <Link to={id} className={`row ${styles.bank}`}>
                  <strong>{title}</strong>
                  <span className="quiet">
                    {words("questions", { count: questionCount })} ·{" "}
                    {lessonCount > 0 ? words("inLessons", { count: lessonCount }) : words("unused")}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      {creating && <TitleDialog courseId={courseId} onClose={() => setCreating(false)} />}
    </>
  );
}
