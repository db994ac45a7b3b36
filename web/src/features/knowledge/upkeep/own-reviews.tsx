import { useInfiniteQuery } from "@connectrpc/connect-query";
import { UpkeepService } from "@platform/connect/platform/knowledge/v1/upkeep_service_pb.ts";
import { Page } from "../../../components/page.tsx";
import { useWords } from "../../../lib/words.ts";
import { knowledgeWords } from "../words.ts";
import { DueRow } from "./due-row.tsx";
import { UpkeepList } from "./list.tsx";
import { upkeepWords } from "./words.ts";

/** The pages of all spaces that are due for review now. */
export default function OwnReviews() {
  const words = useWords(upkeepWords);
  const common = useWords(knowledgeWords);
  const query = useInfiniteQuery(
    UpkeepService.method.listDueReviews,
    { pageSize: 50, pageToken: "" },
    {
      pageParamKey: "pageToken",
      getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
      staleTime: 0,
    },
  );
  const reviews = query.data?.pages.flatMap((page) => page.reviews) ?? [];
  const rows = reviews.flatMap((review) =>
    review.page ? [<DueRow key={review.page.id} page={review.page} review={review} />] : [],
  );
  return (
    <Page title={words("dueEverywhere")} trail={[{ label: common("knowledge"), to: "/knowledge" }]}>
      <UpkeepList query={query} rows={rows} none={words("noReviews")} noneText={words("noReviewsText")} />
    </Page>
  );
}
