import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Button, Group } from "@mantine/core";
import { type Page, PageState, TranslationState } from "@platform/connect/platform/knowledge/v1/page_pb.ts";
import { SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { Link } from "react-router";
import { toast } from "../../../lib/toasts.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { pageClient, upkeepClient, useAct } from "../acts.ts";
import { anyPage, changesSince, pageAddress, proposalAddress } from "../address.ts";
import styles from "../knowledge.module.css";
import { may } from "../roles.ts";
import { useSpace } from "../space/space.tsx";
import { knowledgeWords } from "../words.ts";

/** What its readers should know before they believe a page. */
export function Notices({ page }: { page: Page }) {
  const words = useWords(knowledgeWords);
  const { date } = useLanguage();
  const act = useAct();
  const space = useSpace();
  const pageId = page.head?.id ?? "";
  const writes = may(page.role, SpaceRole.WRITER);
  const own = page.translations.find((version) => version.pageId === pageId);
  const source = page.translations.find((version) => version.source);
  const outdated = own?.state === TranslationState.OUTDATED;
  const due = page.review?.dueTime && timestampDate(page.review.dueTime);
  const isDue = due !== undefined && due.getTime() < Date.now();

  async function confirmTranslation() {
    // The revision that it is compared with is the one that is there now.
    const answer = await pageClient.getPage({ pageId: source?.pageId ?? "" });
    await upkeepClient.confirmTranslation({ pageId, sourceRevision: answer.page?.revision ?? 0 });
  }

  async function vouch() {
    if (await act(() => upkeepClient.confirmReview({ pageId, revision: page.revision }))) {
      toast({ text: words("vouched") });
    }
  }

  return (
    <>
      {page.head?.state === PageState.DRAFT && <div className={styles.notice}>{words("draftText")}</div>}
      {page.proposalId && (
        <div className={styles.notice}>
          {words("waits")}
          <Link to={proposalAddress(page.proposalId)}>{words("seeProposal")}</Link>
        </div>
      )}
      {outdated && source && (
        <div className={styles.notice}>
          {words("outdated")}
          <Group gap="sm">
            <Link to={changesSince(pageAddress(space.slug, source.slug), own.sourceRevision)}>
              {words("seeChanges")}
            </Link>
            <Link to={anyPage(source.pageId)}>{words("seeOriginal")}</Link>
            {writes && (
              <Button size="sm" variant="default" onClick={() => void act(confirmTranslation)}>
                {words("stillHolds")}
              </Button>
            )}
          </Group>
        </div>
      )}
      {isDue && (
        <div className={styles.notice}>
          {words("dueSince", { date: date(due) })}
          {writes && (
            <Button size="sm" variant="default" onClick={() => void vouch()}>
              {words("vouch")}
            </Button>
          )}
        </div>
      )}
    </>
  );
}
