import { timestampDate } from "@bufbuild/protobuf/wkt";
import { useQuery } from "@connectrpc/connect-query";
import { Checkbox } from "@mantine/core";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import { NewsletterService } from "@platform/connect/platform/notification/v1/newsletter_service_pb.ts";
import { useLanguage, useWords } from "../../../lib/words.ts";
import type { DraftUnderPen } from "./use-draft.ts";
import { editorWords } from "./words.ts";

/** Whether publishing mails the article too; staff choose, and see to how many. */
export function NewsletterChoice({ pen: { draft, fields, change } }: { pen: DraftUnderPen }) {
  const words = useWords(editorWords);
  const { date } = useLanguage();
  const language = draft.article?.head?.language ?? Language.EN;
  const open = draft.mayFeature && !draft.newsletterTime;
  const { data } = useQuery(NewsletterService.method.countSubscribers, { language }, { enabled: open, staleTime: 0 });
  if (draft.newsletterTime) {
    return <p className="quiet">{words("mailed", { date: date(timestampDate(draft.newsletterTime)) })}</p>;
  }
  if (!draft.mayFeature) return null;
  return (
    <Checkbox
      label={words("mailIt")}
      description={data && words("mailedTo", { count: data.count })}
      checked={fields.newsletter}
      onChange={(event) => change({ newsletter: event.currentTarget.checked })}
    />
  );
}
