import { timestampDate } from "@bufbuild/protobuf/wkt";
import { Button } from "@mantine/core";
import type { PageHead } from "@platform/connect/platform/knowledge/v1/page_pb.ts";
import type { DueReview } from "@platform/connect/platform/knowledge/v1/upkeep_service_pb.ts";
import { Link } from "react-router";
import { toast } from "../../../lib/toasts.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import { pageClient, upkeepClient, useAct } from "../acts.ts";
import { anyPage } from "../address.ts";
import styles from "../knowledge.module.css";
import { knowledgeWords } from "../words.ts";
import { upkeepWords } from "./words.ts";

/** A page that is due for review, with the word that it holds. */
export function DueRow({ page, review: { review } }: { page: PageHead; review: DueReview }) {
  const words = useWords(upkeepWords);
  const common = useWords(knowledgeWords);
  const { ago } = useLanguage();
  const act = useAct();

  async function vouch() {
    const vouched = await act(async () => {
      const now = await pageClient.getPage({ pageId: page.id });
      await upkeepClient.confirmReview({ pageId: page.id, revision: now.page?.revision ?? 0 });
    });
    if (vouched) toast({ text: common("vouched") });
  }

  return (
    <li className={`row ${styles.line}`}>
      <span>
        <Link to={anyPage(page.id)}>{page.title}</Link>{" "}
        <small className="quiet">{review?.dueTime && words("due", { when: ago(timestampDate(review.dueTime)) })}</small>
      </span>
      <Button size="xs" variant="default" onClick={() => void vouch()}>
        {common("vouch")}
      </Button>
    </li>
  );
}
