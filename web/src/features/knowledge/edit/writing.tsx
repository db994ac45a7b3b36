import type { EditorView } from "@codemirror/view";
import { UploadPurpose } from "@platform/connect/platform/bff/v1/upload_service_pb.ts";
import type { ResolvePageResponse } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { LeaveGuard } from "../../../components/leave-guard.tsx";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { useTitle } from "../../../components/page.tsx";
import { LoadingRows } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { toast } from "../../../lib/toasts.ts";
import { upload } from "../../../lib/upload.ts";
import { useWords } from "../../../lib/words.ts";
import { pageClient } from "../acts.ts";
import { pageAddress, spaceAddress } from "../address.ts";
import { fileAddress, useFiles, useWiki } from "../page/wiki.ts";
import { readPagesAnew } from "../refresh.ts";
import { knowledgeWords } from "../words.ts";
import styles from "./edit.module.css";
import { EditNotices } from "./edit-notices.tsx";
import { Editor } from "./editor.tsx";
import { SaveBar } from "./save-bar.tsx";
import { SourceBeside, sourceOf } from "./source-beside.tsx";
import { Here } from "./together/here.tsx";
import { collaboration } from "./together/line.ts";
import { peopleAmong } from "./together/others.ts";
import { useTypedTitle } from "./together/title.ts";
import { useLasting } from "./together/use-lasting.ts";
import { useLine } from "./together/use-line.ts";
import { type Shown, Tools } from "./tools.tsx";
import { editWords } from "./words.ts";

const largest = 32 << 20;

/** The page under the pen: its title, its text, and what is around them. */
export function Writing({ read }: { read: ResolvePageResponse }) {
  const words = useWords(editWords);
  const common = useWords(knowledgeWords);
  const say = useFailureWords();
  const { page, space } = read;
  const pageId = page?.head?.id ?? "";
  const { line, standing } = useLine(pageId);
  const { documentId, saved, unsaved, unsent, phase } = standing;
  const slow = useLasting(unsent);
  const stuck = unsent && (slow || phase !== "ON");
  const typed = useTypedTitle(pageId, saved?.title ?? page?.head?.title ?? "");
  const [shown, setShown] = useState<Shown>("rich");
  const [view, setView] = useState<EditorView>();
  const [attachments, setAttachments] = useState(page?.attachments ?? []);
  const [summary, setSummary] = useState("");
  const [slug, setSlug] = useState(page?.head?.slug ?? "");
  const [sending, setSending] = useState("");
  const resolve = useFiles({ attachments });
  const wiki = useWiki(page, space?.slug ?? "", false);
  useTitle(typed.title, [
    { label: common("knowledge"), to: "/knowledge" },
    { label: space?.name ?? "", to: spaceAddress(space?.slug ?? "") },
  ]);

  const save = useMutation({
    mutationFn: async (pastProposal: boolean) => {
      await line.flush();
      const title = typed.title.trim();
      const wish = { title, summary: summary.trim(), pastProposal };
      const answer = await collaboration.saveDocument({ pageId, documentId, ...wish });
      setSummary("");
      typed.settle();
      await readPagesAnew();
      return answer;
    },
    // A new title has a new address, to which the old one leads.
    onSuccess: (answer) => setSlug(answer.page?.head?.slug ?? slug),
  });
  const saveNow = useRef(() => {});
  saveNow.current = () => {
    if ((unsaved || typed.changed) && phase === "ON" && typed.title.trim() && !save.isPending) save.mutate(false);
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      saveNow.current();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);

  async function addFiles(files: File[]) {
    for (const file of files) {
      if (file.size > largest) {
        toast({ text: words("tooLarge"), failed: true });
        continue;
      }
      try {
        setSending(file.name);
        const uploadKey = await upload(file, UploadPurpose.PAGE_ATTACHMENT);
        const name = nameOf(file);
        const { attachment } = await pageClient.addAttachment({ pageId, uploadKey, name });
        if (!attachment) continue;
        setAttachments((now) => [...now.filter((one) => one.name !== name), attachment]);
        const link = `[${name}](${fileAddress(name)})`;
        view?.dispatch(view.state.replaceSelection(`${file.type.startsWith("image/") ? "!" : ""}${link}\n`));
        view?.focus();
      } catch (error) {
        toast({ text: say(readFailure(error)), failed: true });
      }
    }
    setSending("");
  }

  const translated = sourceOf(page) !== undefined;
  const paper = (
    <div className={styles.page}>
      <div className={styles.head}>
        <input
          className={styles.title}
          aria-label={words("title")}
          aria-invalid={typed.title.trim() === "" || undefined}
          placeholder={words("title")}
          maxLength={200}
          value={typed.title}
          onChange={(event) => typed.type(event.currentTarget.value)}
        />
        <Here people={peopleAmong(standing.others)} />
      </div>
      <EditNotices
        proposes={standing.proposes}
        continuing={(saved?.proposalVersion ?? 0) > 0}
        waitingId={standing.proposes ? "" : (page?.proposalId ?? "")}
      />
      <Tools view={view} shown={shown} onShown={setShown} onFiles={(files) => void addFiles(files)} />
      {!standing.text ? (
        <LoadingRows />
      ) : shown === "preview" ? (
        <div className={styles.preview}>
          <Markdown text={standing.text.toString()} resolve={resolve} wiki={wiki} />
        </div>
      ) : (
        <Editor
          key={documentId}
          text={standing.text}
          others={standing.others}
          spaceId={space?.id ?? ""}
          shown={shown}
          resolve={resolve}
          onView={setView}
          onMove={(anchor, head) => line.moveTo(anchor, head)}
          onFiles={(files) => void addFiles(files)}
          onSave={() => saveNow.current()}
        />
      )}
      <SaveBar
        standing={standing}
        title={typed.title}
        titleChanged={typed.changed}
        save={save}
        summary={summary}
        onSummary={setSummary}
        sending={sending}
        closeTo={pageAddress(space?.slug ?? "", slug)}
      />
      {(stuck || typed.changed) && <LeaveGuard onSave={() => save.mutateAsync(false)} />}
    </div>
  );
  if (!translated || !page) return paper;
  return (
    <div className={styles.beside}>
      {paper}
      <SourceBeside page={page} spaceSlug={space?.slug ?? ""} />
    </div>
  );
}

/** The name under which a page keeps a file; pictures from the clipboard all have the same one. */
function nameOf(file: File): string {
  const name = file.name.replace(/[/\\\p{Cc}]/gu, "_").slice(-200) || "file";
  if (name !== "image.png") return name;
  return `image-${new Date().toISOString().slice(0, 19).replace(/[:T]/g, "-")}.png`;
}
