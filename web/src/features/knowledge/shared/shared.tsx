import { useQuery } from "@connectrpc/connect-query";
import { Stack, Title } from "@mantine/core";
import { SharingService } from "@platform/connect/platform/knowledge/v1/sharing_service_pb.ts";
import { IconLinkOff } from "@tabler/icons-react";
import { Link, useParams, useSearchParams } from "react-router";
import { Markdown } from "../../../components/markdown/markdown.tsx";
import { useTitle } from "../../../components/page.tsx";
import { Empty, Failed, Waiting } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useHeadingFocus } from "../../../lib/heading.ts";
import { defineWords, useWords } from "../../../lib/words.ts";
import { useFiles } from "../page/wiki.ts";
import { knowledgeWords } from "../words.ts";

const sharedWords = defineWords("knowledge-shared", {
  en: {
    gone: "This link does not hold any more",
    goneText: "It was ended, has expired, or is mistyped. Ask whoever sent it for a new one.",
    back: "Back to “{{title}}”",
  },
  ru: {
    gone: "Ссылка больше не действует",
    goneText: "Её закрыли, срок истёк или в ней опечатка. Попросите новую у того, кто её прислал.",
    back: "Назад к «{{title}}»",
  },
});
const noLinks = { lead: () => undefined };

/** A page that is read by a link, without an account. */
export default function Shared() {
  const words = useWords(sharedWords);
  const common = useWords(knowledgeWords);
  const { token = "" } = useParams();
  const pageId = useSearchParams()[0].get("page") ?? "";
  const heading = useHeadingFocus();
  // Each reading is counted.
  const { data, isPending, error, refetch } = useQuery(
    SharingService.method.getSharedPage,
    { token, pageId },
    { staleTime: Number.POSITIVE_INFINITY },
  );
  const page = data?.page;
  const resolve = useFiles(page);
  useTitle(page?.head?.title ?? "");
  if (isPending) return <Waiting />;
  if (!data || !page?.head) {
    const { reason } = readFailure(error);
    if (reason !== "LINK_NOT_FOUND" && reason !== "REQUEST_INVALID") return <Failed error={error} onRetry={refetch} />;
    return (
      <Empty
        main
        icon={<IconLinkOff size={28} stroke={1.5} aria-hidden />}
        title={words("gone")}
        text={words("goneText")}
      />
    );
  }
  return (
    <Stack gap="lg" maw={720} mx="auto" w="100%">
      {data.root && data.root.id !== page.head.id && (
        <Link to={`/shared/${token}`}>{words("back", { title: data.root.title })}</Link>
      )}
      <Title order={1} ref={heading} tabIndex={-1} className="heading">
        {page.head.icon} {page.head.title}
      </Title>
      <Markdown text={page.markdown} resolve={resolve} wiki={noLinks} />
      {data.children.length > 0 && (
        <section>
          <Title order={2} size="h4">
            {common("below")}
          </Title>
          <ul>
            {data.children.map(({ id, icon, title }) => (
              <li key={id}>
                <Link to={`/shared/${token}?page=${id}`}>
                  {icon} {title}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </Stack>
  );
}
