import { createClient } from "@connectrpc/connect";
import { type Bank, BankService } from "@platform/connect/platform/learning/v1/bank_service_pb.ts";
import { type ImportLine, ImportOutcome } from "@platform/connect/platform/learning/v1/import_service_pb.ts";
import { IconDownload, IconPencil, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { Confirm } from "../../../components/confirm.tsx";
import { MenuButton, MenuLine } from "../../../components/menu-items.tsx";
import { MoreMenu } from "../../../components/more-menu.tsx";
import { download } from "../../../lib/download.ts";
import { readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";
import { useWords } from "../../../lib/words.ts";
import { readBanksAnew } from "./refresh.ts";
import { ReportDialog } from "./report-dialog.tsx";
import { TitleDialog } from "./title-dialog.tsx";
import { bankWords } from "./words.ts";

const client = createClient(BankService, transport);
const look = { size: 18, stroke: 1.7, "aria-hidden": true } as const;

/** What else may be done with a bank. */
export function BankMenu({ courseId, bank }: { courseId: string; bank: Bank }) {
  const words = useWords(bankWords);
  const say = useFailureWords();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<"rename" | "delete">();
  const [losses, setLosses] = useState<ImportLine[]>([]);
  const close = () => setAsking(undefined);
  const place = { courseId, bankId: bank.id };

  const remove = useMutation({
    mutationFn: () => client.deleteBank(place),
    onSuccess: async () => {
      await navigate(`/authoring/${courseId}/banks`);
      await readBanksAnew();
    },
    onError: (error) => {
      if (readFailure(error).reason !== "BANK_IN_USE") return;
      close();
      toast({ text: words("inUse"), failed: true });
    },
  });

  async function write() {
    try {
      const { url, report } = await client.exportBankQuestions(place);
      download(url);
      setLosses(report.filter(({ outcome }) => outcome !== ImportOutcome.TAKEN));
    } catch (error) {
      toast({ text: say(readFailure(error)), failed: true });
    }
  }

  return (
    <>
      <MoreMenu label={words("actions")}>
        {(closeMenu) => {
          const button = (word: "rename" | "export" | "delete", icon: React.ReactNode, run: () => void) => (
            <MenuButton
              icon={icon}
              onClick={() => {
                closeMenu();
                run();
              }}
            >
              {words(word)}
            </MenuButton>
          );
          return (
            <>
              {button("rename", <IconPencil {...look} />, () => setAsking("rename"))}
              {button("export", <IconDownload {...look} />, () => void write())}
              <MenuLine />
              {button("delete", <IconTrash {...look} />, () => setAsking("delete"))}
            </>
          );
        }}
      </MoreMenu>
      {asking === "rename" && <TitleDialog courseId={courseId} bank={bank} onClose={close} />}
      {asking === "delete" && (
        <Confirm
          title={words("deleteTitle", { title: bank.title })}
          action={words("delete")}
          error={remove.error}
          pending={remove.isPending}
          onConfirm={() => remove.mutate()}
          onClose={close}
        >
          {words("deleteText", { count: bank.questionCount })}
        </Confirm>
      )}
      {losses.length > 0 && (
        <ReportDialog
          title={words("exportTitle")}
          text={words("exportText")}
          lines={losses}
          onClose={() => setLosses([])}
        />
      )}
    </>
  );
}
