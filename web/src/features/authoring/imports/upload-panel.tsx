import { createClient } from "@connectrpc/connect";
import { Button, FileButton, Group, Text } from "@mantine/core";
import { UploadPurpose } from "@platform/connect/platform/bff/v1/upload_service_pb.ts";
import { ImportService } from "@platform/connect/platform/learning/v1/import_service_pb.ts";
import { IconFileImport } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { FormFailure } from "../../../components/forms.tsx";
import { ProgressBar } from "../../../components/progress-bar.tsx";
import { transport } from "../../../lib/transport.ts";
import { upload } from "../../../lib/upload.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import styles from "./imports.module.css";
import { packFolder } from "./pack-folder.ts";
import { importWords } from "./words.ts";

const client = createClient(ImportService, transport);
const largest = 256 << 20;

/** Takes an archive, or a folder that it packs, and starts the import. */
export function UploadPanel() {
  const words = useWords(importWords);
  const { code } = useLanguage();
  const navigate = useNavigate();
  const [over, setOver] = useState(false);
  const [sent, setSent] = useState(0);
  const [doing, setDoing] = useState("");
  const [refused, setRefused] = useState<"tooLarge" | "nothingInside">();
  const stop = useRef<AbortController>(undefined);
  const folder = useRef<HTMLInputElement>(null);

  const start = useMutation({
    mutationFn: async (files: File[]) => {
      const controller = new AbortController();
      stop.current = controller;
      setSent(0);
      const [only] = files;
      if (!only) return undefined;
      if (only.webkitRelativePath) setDoing(words("packing", { count: files.length }));
      const archive = only.webkitRelativePath ? await packFolder(files) : only;
      if (!archive) return void setRefused("nothingInside");
      if (archive.size > largest) return void setRefused("tooLarge");
      setDoing(words("sending", { name: archive.name }));
      const uploadKey = await upload(archive, UploadPurpose.COURSE_ARCHIVE, {
        onProgress: setSent,
        signal: controller.signal,
      }).catch((error: unknown) => {
        if (controller.signal.aborted) return undefined;
        throw error;
      });
      if (!uploadKey) return undefined;
      setDoing(words("starting"));
      const answer = await client.startImport({ uploadKey, fileName: archive.name.slice(-255) });
      return answer.import?.id;
    },
    onSuccess: (id) => {
      if (id) void navigate(`/authoring/imports/${id}`);
    },
  });

  function take(files: File[]) {
    setRefused(undefined);
    if (files.length > 0) start.mutate(files);
  }

  const percent = new Intl.NumberFormat(code, { style: "percent" }).format(sent);
  return (
    <section
      className={styles.drop}
      data-over={over || undefined}
      aria-label={words("drop")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!start.isPending) take([...event.dataTransfer.files].slice(0, 1));
      }}
    >
      {start.isPending ? (
        <div className={styles.sending}>
          <div className={styles.said} role="status">
            <span className="breaking">{doing}</span>
            <span className="tabular">{percent}</span>
          </div>
          <ProgressBar value={sent} label={doing} />
          <Button variant="default" size="sm" onClick={() => stop.current?.abort()}>
            {words("stop")}
          </Button>
        </div>
      ) : (
        <>
          <IconFileImport size={32} stroke={1.4} aria-hidden />
          <strong>{words("drop")}</strong>
          <p>{words("dropText")}</p>
          <Group gap="sm" justify="center">
            <FileButton onChange={(file) => take(file ? [file] : [])} accept=".tar,.gz,.tgz,.zip,.imscc">
              {(props) => <Button {...props}>{words("chooseFile")}</Button>}
            </FileButton>
            <Button variant="default" onClick={() => folder.current?.click()}>
              {words("chooseFolder")}
            </Button>
          </Group>
          <input
            ref={(field) => {
              folder.current = field;
              field?.setAttribute("webkitdirectory", "");
            }}
            type="file"
            hidden
            multiple
            aria-label={words("chooseFolder")}
            onChange={(event) => {
              take([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = "";
            }}
          />
        </>
      )}
      {refused && (
        <Text size="sm" c="var(--bad)" role="alert">
          {words(refused)}
        </Text>
      )}
      <FormFailure error={start.error} />
    </section>
  );
}
