import { createClient } from "@connectrpc/connect";
import { useQuery } from "@connectrpc/connect-query";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type Asset, AuthoringService } from "@platform/connect/platform/learning/v1/authoring_service_pb.ts";
import { type BankQuestion, BankService } from "@platform/connect/platform/learning/v1/bank_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { FormFailure } from "../../../components/forms.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { transport } from "../../../lib/transport.ts";
import { useWords } from "../../../lib/words.ts";
import { newQuestion } from "../lesson/edited.ts";
import { useWrongAt } from "../lesson/field-errors.ts";
import { QuestionFields } from "../lesson/question/question-fields.tsx";
import { readBanksAnew } from "./refresh.ts";
import { bankWords } from "./words.ts";

const client = createClient(BankService, transport);

/** Writes a question of a bank. */
export function QuestionDialog({
  courseId,
  bankId,
  asked,
  onClose,
}: {
  courseId: string;
  bankId: string;
  asked?: BankQuestion;
  onClose: () => void;
}) {
  const words = useWords(bankWords);
  const [title, setTitle] = useState(asked?.title ?? "");
  const [question, setQuestion] = useState(() => asked?.question ?? newQuestion());
  const { data } = useQuery(AuthoringService.method.listAssets, { courseId }, { staleTime: 0 });
  const [added, setAdded] = useState<Asset[]>([]);
  const assets = [...added, ...(data?.assets ?? [])];
  const save = useMutation({
    mutationFn: async () => {
      await client.saveBankQuestion({ courseId, bankId, questionId: asked?.id ?? "", title: title.trim(), question });
      await readBanksAnew();
    },
    onSuccess: onClose,
  });
  const violations = save.error ? readFailure(save.error).fields : {};
  const wrongAt = useWrongAt(violations, "");
  const wrong = Object.keys(violations).length > 0;
  return (
    <Dialog title={words(asked ? "editTitle" : "newTitle")} onClose={onClose} insistent size={720}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Stack>
          <QuestionFields
            courseId={courseId}
            assets={assets}
            onAsset={(asset) => setAdded((now) => [asset, ...now])}
            question={question}
            wrongAt={wrongAt}
            onChange={setQuestion}
          />
          <TextInput
            label={words("name")}
            description={words("nameHint")}
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          {wrong ? (
            <Text c="var(--bad)" role="alert">
              {words("wrong")}
            </Text>
          ) : (
            <FormFailure error={save.error} />
          )}
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
