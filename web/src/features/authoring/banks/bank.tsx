import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Center, Group, Title } from "@mantine/core";
import { type BankQuestion, BankService } from "@platform/connect/platform/learning/v1/bank_service_pb.ts";
import { IconArrowLeft, IconArrowsShuffle, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Link, useParams } from "react-router";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useWords } from "../../../lib/words.ts";
import { BankMenu } from "./bank-menu.tsx";
import styles from "./banks.module.css";
import { ImportButton } from "./import-button.tsx";
import { QuestionDialog } from "./question-dialog.tsx";
import { QuestionRow } from "./question-row.tsx";
import { bankWords } from "./words.ts";

/** A bank with its questions. */
export default function BankPage() {
  const words = useWords(bankWords);
  const { courseId = "", bankId = "" } = useParams();
  const [edited, setEdited] = useState<BankQuestion | "new">();
  const { data, isPending, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    BankService.method.listBankQuestions,
    { courseId, bankId, pageSize: 50, pageToken: "" },
    { pageParamKey: "pageToken", getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined, staleTime: 0 },
  );
  const bank = data?.pages[0]?.bank;
  const questions = data?.pages.flatMap((page) => page.questions) ?? [];
  if (isPending) return <LoadingRows />;
  if (!bank) return <Unreadable error={error} onRetry={refetch} />;
  const place = { courseId, bankId };
  return (
    <>
      <Link to={`/authoring/${courseId}/banks`} className={styles.back}>
        <IconArrowLeft size={16} stroke={1.7} aria-hidden />
        {words("back")}
      </Link>
      <Group justify="space-between" align="flex-start" gap="md">
        <div className={styles.head}>
          <Title order={2} size="h3" className="breaking">
            {bank.title}
          </Title>
          <span className="quiet">{words("questions", { count: bank.questionCount })}</span>
        </div>
        <Group gap="xs">
          <ImportButton {...place} format="gift" />
          <ImportButton {...place} format="qti" />
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited("new")}>
            {words("add")}
          </Button>
          <BankMenu courseId={courseId} bank={bank} />
        </Group>
      </Group>
      {questions.length === 0 ? (
        <Empty
          icon={<IconArrowsShuffle size={28} stroke={1.5} aria-hidden />}
          title={words("empty")}
          text={words("emptyText")}
        />
      ) : (
        <ul className={`card rows ${styles.list}`}>
          {questions.map((question) => (
            <QuestionRow key={question.id} {...place} asked={question} onEdit={() => setEdited(question)} />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Center>
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {words("more")}
          </Button>
        </Center>
      )}
      {edited && (
        <QuestionDialog {...place} {...(edited !== "new" && { asked: edited })} onClose={() => setEdited(undefined)} />
      )}
    </>
  );
}

function Unreadable({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const words = useWords(bankWords);
  const { courseId } = useParams();
  const { reason } = readFailure(error);
  if (reason !== "BANK_NOT_FOUND" && reason !== "REQUEST_INVALID") return <Failed error={error} onRetry={onRetry} />;
  return (
    <Empty
      icon={<IconArrowsShuffle size={28} stroke={1.5} aria-hidden />}
      title={words("gone")}
      text={words("goneText")}
      action={
        <Button component={Link} to={`/authoring/${courseId}/banks`}>
          {words("back")}
        </Button>
      }
    />
  );
}
