import { useQuery } from "@connectrpc/connect-query";
import { useDebouncedValue } from "@mantine/hooks";
import { ArticleService } from "@platform/connect/platform/news/v1/article_service_pb.ts";
import { IconNews } from "@tabler/icons-react";
import { keepPreviousData } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { articleAddress } from "../../features/news/address.ts";
import type { Command } from "./commands.tsx";

const most = 4;
const shortest = 2;

/** The articles of the news that say what is typed, the best first. */
export function useFoundArticles(typed: string): Command[] {
  const navigate = useNavigate();
  const [query] = useDebouncedValue(typed, 200);
  const asks = typed.length >= shortest && query.length >= shortest;
  const { data } = useQuery(
    ArticleService.method.searchArticles,
    { query, pageSize: most },
    { enabled: asks, placeholderData: keepPreviousData },
  );
  if (!asks) return [];
  return (data?.articles ?? []).map(({ id, title, slug }) => ({
    id: `article ${id}`,
    label: title,
    group: "article",
    icon: <IconNews size={18} stroke={1.7} aria-hidden />,
    always: true,
    run: () => void navigate(articleAddress(slug)),
  }));
}
