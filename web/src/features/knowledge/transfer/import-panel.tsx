import { Button, FileButton, Group } from "@mantine/core";
import { UploadPurpose } from "@platform/connect/platform/bff/v1/upload_service_pb.ts";
import { IconFileImport } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { FormFailure } from "../../../components/forms.tsx";
import { Section } from "../../../components/page.tsx";
import { ProgressBar } from "../../../components/progress-bar.tsx";
import { toast } from "../../../lib/toasts.ts";
import { upload } from "../../../lib/upload.ts";
import { useWords } from "../../../lib/words.ts";
import { spacePart } from "../address.ts";
import { useSpace } from "../space/space.tsx";
import { transferClient } from "./use-job.ts";
import { transferWords } from "./words.ts";

const largest = 256 << 20;

/** Sends an archive, and starts its import. */
export function ImportPanel() {
  const words = useWords(transferWords);
  const space = useSpace();
  const navigate = useNavigate();
  const [sent, setSent] = useState(0);
  const stop = useRef<AbortController>(undefined);
  const start = useMutation({
    mutationFn: async (file: File) => {
      const controller = new AbortController();
      stop.current = controller;
      setSent(0);
      const sending = { onProgress: setSent, signal: controller.signal };
      const uploadKey = await upload(file, UploadPurpose.PAGE_ARCHIVE, sending).catch((error: unknown) => {
        if (controller.signal.aborted) return undefined;
        throw error;
      });
      if (!uploadKey) return undefined;
      const { job } = await transferClient.startImport({
        spaceId: space.id,
        uploadKey,
        fileName: file.name.slice(-255),
      });
      return job?.id;
    },
    onSuccess: (id) => {
      if (id) void navigate(spacePart(space.slug, `transfer/${id}`));
    },
  });

  function take(file: File | null) {
    if (!file) return;
    if (file.size > largest) toast({ text: words("tooLarge"), failed: true });
    else start.mutate(file);
  }

  return (
    <Section title={words("import")} about={words("importAbout")}>
      {start.isPending ? (
        <>
          <ProgressBar value={sent} label={words("sending", { name: start.variables?.name })} />
          <Group justify="space-between">
            <span className="quiet">{words("sending", { name: start.variables?.name })}</span>
            <Button size="sm" variant="default" onClick={() => stop.current?.abort()}>
              {words("stop")}
            </Button>
          </Group>
        </>
      ) : (
        <Group>
          <FileButton onChange={take} accept=".zip,application/zip">
            {(props) => (
              <Button {...props} leftSection={<IconFileImport size={18} aria-hidden />}>
                {words("choose")}
              </Button>
            )}
          </FileButton>
        </Group>
      )}
      <FormFailure error={start.error} />
    </Section>
  );
}
