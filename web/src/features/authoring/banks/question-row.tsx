import { createClient } from "@connectrpc/connect";
import { ActionIcon } from "@mantine/core";
import { type BankQuestion, BankService } from "@platform/connect/platform/learning/v1/bank_service_pb.ts";
import { QuestionKind } from "@platform/connect/platform/learning/v1/course_pb.ts";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { plain } from "../../../components/markdown/plain.ts";
import { readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";
import { useWords } from "../../../lib/words.ts";
import styles from "./banks.module.css";
import { readBanksAnew } from "./refresh.ts";
import { bankWords } from "./words.ts";

const client = createClient(BankService, transport);
const look = { size: 18, stroke: 1.7, "aria-hidden": true } as const;

const kinds = {
  [QuestionKind.UNSPECIFIED]: "single",
  [QuestionKind.SINGLE]: "single",
  [QuestionKind.MULTIPLE]: "multiple",
  [QuestionKind.TRUE_FALSE]: "trueFalse",
  [QuestionKind.NUMERIC]: "numeric",
  [QuestionKind.TEXT]: "text",
  [QuestionKind.ORDERING]: "ordering",
  [QuestionKind.MATCHING]: "matching",
  [QuestionKind.CLOZE]: "cloze",
  [QuestionKind.HOTSPOT]: "hotspot",
} as const;

/** A question of a bank, as a line. */
export function QuestionRow({
  courseId,
  bankId,
  asked: { id, title, question },
  onEdit,
}: {
  courseId: string;
  bankId: string;
  asked: BankQuestion;
  onEdit: () => void;
}) {
  const words = useWords(bankWords);
  const say = useFailureWords();
  if (!question) return null;
  const prompt = plain(question.prompt);
  const name = title || prompt;

  async function remove() {
    try {
      await client.removeBankQuestions({ courseId, bankId, questionIds: [id] });
      await readBanksAnew();
      toast({ text: words("removed"), action: { label: words("undo"), run: () => void putBack() } });
    } catch (error) {
      toast({ text: say(readFailure(error)), failed: true });
    }
  }

  async function putBack() {
    await client.saveBankQuestion({ courseId, bankId, title, ...(question && { question }) });
    await readBanksAnew();
  }

  return (
    <li className={styles.question}>
      <div>
        {title && <strong>{title}</strong>}
        <p>{prompt}</p>
        <span className="quiet">
          {words(kinds[question.kind])} · {words("points", { count: question.points })}
        </span>
      </div>
      <ActionIcon variant="subtle" color="gray" size={40} aria-label={`${words("edit")}: ${name}`} onClick={onEdit}>
        <IconPencil {...look} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={40}
        aria-label={`${words("remove")}: ${name}`}
        onClick={() => void remove()}
      >
        <IconTrash {...look} />
      </ActionIcon>
    </li>
  );
}
