import { Button, Group, Stack, Text } from "@mantine/core";
import type { ImportLine } from "@platform/connect/platform/learning/v1/import_service_pb.ts";
import { Dialog } from "../../../components/dialog.tsx";
import { useWords } from "../../../lib/words.ts";
import { ReportTable } from "../imports/report-table.tsx";
import { bankWords } from "./words.ts";

/** What became of each question of a file, or of a bank that became one. */
export function ReportDialog({
  title,
  text,
  lines,
  onClose,
}: {
  title: string;
  text: string;
  lines: ImportLine[];
  onClose: () => void;
}) {
  const words = useWords(bankWords);
  return (
    <Dialog title={title} onClose={onClose} size={760}>
      <Stack>
        <Text>{text}</Text>
        <ReportTable lines={lines} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{words("close")}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
