import { createClient } from "@connectrpc/connect";
import { Button, FileButton } from "@mantine/core";
import { UploadPurpose } from "@platform/connect/platform/bff/v1/upload_service_pb.ts";
import { BankService } from "@platform/connect/platform/learning/v1/bank_service_pb.ts";
import { type ImportLine, ImportOutcome } from "@platform/connect/platform/learning/v1/import_service_pb.ts";
import { IconFileImport } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";
import { upload } from "../../../lib/upload.ts";
import { useWords } from "../../../lib/words.ts";
import { readBanksAnew } from "./refresh.ts";
import { ReportDialog } from "./report-dialog.tsx";
import { bankWords } from "./words.ts";

const client = createClient(BankService, transport);
const largest = 4 << 20;
const refusals = {
  FILE_NOT_TEXT: "notText",
  FILE_TOO_LARGE: "tooLarge",
  QUESTIONS_NOT_FOUND: "nothing",
  BANK_FULL: "full",
} as const;

/** Takes a GIFT file into a bank, and shows what became of each piece of it. */
export function GiftButton({ courseId, bankId }: { courseId: string; bankId: string }) {
  const words = useWords(bankWords);
  const say = useFailureWords();
  const [report, setReport] = useState<ImportLine[]>();
  const send = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > largest) return void toast({ text: words("tooLarge"), failed: true });
      const uploadKey = await upload(file, UploadPurpose.COURSE_ASSET);
      const answer = await client.importBankQuestions({ courseId, bankId, uploadKey });
      await readBanksAnew();
      setReport(answer.report);
    },
    onError: (error) => {
      const failure = readFailure(error);
      const known = refusals[failure.reason as keyof typeof refusals];
      toast({ text: known ? words(known) : say(failure), failed: true });
    },
  });
  const taken = report?.filter(({ outcome }) => outcome !== ImportOutcome.LEFT_OUT).length ?? 0;
  return (
    <>
      <FileButton onChange={(file) => file && send.mutate(file)} accept=".txt,.gift,text/plain">
        {(props) => (
          <Button
            {...props}
            variant="default"
            loading={send.isPending}
            leftSection={<IconFileImport size={18} aria-hidden />}
          >
            {words("import")}
          </Button>
        )}
      </FileButton>
      {report && (
        <ReportDialog
          title={words("reportTitle")}
          text={words("reportText", { count: taken })}
          lines={report}
          onClose={() => setReport(undefined)}
        />
      )}
    </>
  );
}
