import type { EditorView } from "@codemirror/view";
import { createClient } from "@connectrpc/connect";
import { UploadPurpose } from "@platform/connect/platform/bff/v1/upload_service_pb.ts";
import type { ResolvePageResponse } from "@platform/connect/platform/knowledge/v1/page_service_pb.ts";
import type { Proposal } from "@platform/connect/platform/knowledge/v1/proposal_pb.ts";
import { ProposalService } from "@platform/connect/platform/knowledge/v1/proposal_service_pb.ts";
import { SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { LeaveGuard } from "../../../components/leave-guard.tsx";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { useTitle } from "../../../components/page.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useFailureWords } from "../../../lib/failure-words.ts";
import { toast } from "../../../lib/toasts.ts";
import { transport } from "../../../lib/transport.ts";
import { upload } from "../../../lib/upload.ts";
import { useWords } from "../../../lib/words.ts";
import { pageClient, useAct } from "../acts.ts";
import { pageAddress, spaceAddress } from "../address.ts";
import { fileAddress, useFiles, useWiki } from "../page/wiki.ts";
import { readPagesAnew } from "../refresh.ts";
import { may } from "../roles.ts";
import { knowledgeWords } from "../words.ts";
import { Conflict } from "./conflict.tsx";
import styles from "./edit.module.css";
import { EditNotices } from "./edit-notices.tsx";
import { Editor } from "./editor.tsx";
import { useKept } from "./kept.ts";
import { SaveBar } from "./save-bar.tsx";
import { SourceBeside, sourceOf } from "./source-beside.tsx";
import { type Shown, Tools } from "./tools.tsx";
import { editWords } from "./words.ts";

const proposals = createClient(ProposalService, transport);
const largest = 32 << 20;

/** The page under the pen: its title, its text, and what is around them. */
export function Writing({ read, proposal }: { read: ResolvePageResponse; proposal: Proposal | undefined }) {
  const words = useWords(editWords);
  const common = useWords(knowledgeWords);
  const say = useFailureWords();
  const act = useAct();
  const navigate = useNavigate();
  const { page, space } = read;
  const pageId = page?.head?.id ?? "";
  const start = {
    title: proposal?.title ?? page?.head?.title ?? "",
    markdown: proposal?.markdown ?? page?.markdown ?? "",
  };
  const { text, change, dirty, restored, discard, settle } = useKept(`page ${pageId}`, start);
  const [shown, setShown] = useState<Shown>("rich");
  const [view, setView] = useState<EditorView>();
  const [attachments, setAttachments] = useState(page?.attachments ?? []);
  const [base, setBase] = useState({ revision: page?.revision ?? 0, version: proposal?.version ?? 0 });
  const [summary, setSummary] = useState("");
  const [fresh, setFresh] = useState(0);
  const [slug, setSlug] = useState(page?.head?.slug ?? "");
  const [sending, setSending] = useState("");
  const resolve = useFiles({ attachments });
  const wiki = useWiki(page, space?.slug ?? "", false);
  const proposes = space?.approvalRequired === true && !may(page?.role, SpaceRole.EDITOR);
  useTitle(text.title, [
    { label: common("knowledge"), to: "/knowledge" },
    { label: space?.name ?? "", to: spaceAddress(space?.slug ?? "") },
  ]);

  const save = useMutation({
    mutationFn: async (pastProposal: boolean) => {
      const sent = { ...text };
      const answer = await pageClient.updatePage({
        pageId,
        ...sent,
        summary: summary.trim(),
        baseRevision: base.revision,
        proposalVersion: base.version,
        pastProposal,
      });
      setBase({ revision: answer.page?.revision ?? 0, version: answer.proposal?.version ?? 0 });
      setSummary("");
      settle(sent);
      await readPagesAnew();
      return answer;
    },
    // A new title has a new address, to which the old one leads.
    onSuccess: (answer) => setSlug(answer.page?.head?.slug ?? slug),
  });
  const saveNow = useRef(() => {});
  saveNow.current = () => {
    if (dirty && text.title.trim() && !save.isPending) save.mutate(false);
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

  /** After somebody else saved: goes on from what they saved, with one's own text or with theirs. */
  async function goOn(mine: boolean) {
    const { page: theirs } = await pageClient.getPage({ pageId });
    const waiting =
      proposes && theirs?.proposalId ? await proposals.getProposal({ proposalId: theirs.proposalId }) : undefined;
    setBase({ revision: theirs?.revision ?? 0, version: waiting?.proposal?.version ?? 0 });
    save.reset();
    if (mine) return;
    const said = waiting?.proposal ?? { title: theirs?.head?.title ?? "", markdown: theirs?.markdown ?? "" };
    settle({ title: said.title, markdown: said.markdown }, true);
    setFresh((now) => now + 1);
  }

  async function keepCopy() {
    const title = words("copyOf", { title: text.title });
    const kept = await act(async () => {
      const made = await pageClient.createPage({
        spaceId: space?.id ?? "",
        parentId: page?.head?.parentId ?? "",
        title: title.slice(0, 200),
        markdown: text.markdown,
        language: page?.head?.language ?? 0,
      });
      settle(text);
      await navigate(pageAddress(space?.slug ?? "", made.page?.head?.slug ?? ""));
    });
    if (kept) toast({ text: words("copied") });
  }

  const translated = sourceOf(page) !== undefined;
  const paper = (
    <div className={styles.page}>
      <input
        className={styles.title}
        aria-label={words("title")}
        aria-invalid={text.title.trim() === "" || undefined}
        placeholder={words("title")}
        maxLength={200}
        value={text.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <EditNotices
        proposes={proposes}
        continuing={proposal !== undefined}
        waitingId={proposes ? "" : (page?.proposalId ?? "")}
        restored={restored}
        onDiscard={() => {
          discard();
          setFresh((now) => now + 1);
        }}
      />
      <Tools view={view} shown={shown} onShown={setShown} onFiles={(files) => void addFiles(files)} />
      {shown === "preview" ? (
        <div className={styles.preview}>
          <Markdown text={text.markdown} resolve={resolve} wiki={wiki} />
        </div>
      ) : (
        <Editor
          key={fresh}
          start={text.markdown}
          spaceId={space?.id ?? ""}
          shown={shown}
          resolve={resolve}
          onView={setView}
          onChange={(markdown) => change({ markdown })}
          onFiles={(files) => void addFiles(files)}
          onSave={() => saveNow.current()}
        />
      )}
      <SaveBar
        proposes={proposes}
        dirty={dirty}
        ready={text.title.trim() !== ""}
        save={save}
        summary={summary}
        onSummary={setSummary}
        conflict={
          <Conflict
            pageId={pageId}
            revision={base.revision}
            onGoOn={(mine) => void goOn(mine)}
            onCopy={() => void keepCopy()}
          />
        }
        sending={sending}
        closeTo={pageAddress(space?.slug ?? "", slug)}
      />
      {dirty && <LeaveGuard onSave={() => save.mutateAsync(false)} />}
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
