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
import { useReasons } from "../imports/reasons.ts";
import { readBanksAnew } from "./refresh.ts";
import { ReportDialog } from "./report-dialog.tsx";
import { bankWords } from "./words.ts";

const client = createClient(BankService, transport);
const formats = {
  gift: { largest: 4 << 20, accept: ".txt,.gift,text/plain", label: "import", tooLarge: "tooLarge" },
  qti: { largest: 64 << 20, accept: ".zip,.imscc,.xml", label: "importQti", tooLarge: "packageTooLarge" },
} as const;
const refusals = {
  FILE_NOT_TEXT: "notText",
  QUESTIONS_NOT_FOUND: "nothing",
  BANK_FULL: "full",
  FILES_CHANGED: "filesChanged",
} as const;

/** Takes a file of questions into a bank, and shows what became of each piece of it. */
export function ImportButton(props: { courseId: string; bankId: string; format: keyof typeof formats }) {
  const { courseId, bankId } = props;
  const { largest, accept, label, tooLarge } = formats[props.format];
  const words = useWords(bankWords);
  const say = useFailureWords();
  const reasons = useReasons();
  const [report, setReport] = useState<ImportLine[]>();
  const send = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > largest) return void toast({ text: words(tooLarge), failed: true });
      const uploadKey = await upload(file, UploadPurpose.COURSE_ASSET);
      const answer = await client.importBankQuestions({ courseId, bankId, uploadKey });
      await readBanksAnew();
      setReport(answer.report);
    },
    onError: (error) => {
      const failure = readFailure(error);
      const known = failure.reason === "FILE_TOO_LARGE" ? tooLarge : refusals[failure.reason as keyof typeof refusals];
      // What archives and XML are refused for is said as it is of courses.
      const ofCourses = reasons.say(failure.reason, "");
      const said = ofCourses === failure.reason ? say(failure) : ofCourses;
      toast({ text: known ? words(known) : said, failed: true });
    },
  });
  const taken = report?.filter(({ outcome }) => outcome !== ImportOutcome.LEFT_OUT).length ?? 0;
  return (
    <>
      <FileButton onChange={(file) => file && send.mutate(file)} accept={accept}>
        {(props) => (
          <Button
            {...props}
            variant="default"
            loading={send.isPending}
            leftSection={<IconFileImport size={18} aria-hidden />}
          >
            {words(label)}
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
