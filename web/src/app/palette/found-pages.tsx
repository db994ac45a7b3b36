import { useQuery } from "@connectrpc/connect-query";
import { useDebouncedValue } from "@mantine/hooks";
import { SearchService } from "@platform/connect/platform/knowledge/v1/search_service_pb.ts";
import { IconFileText } from "@tabler/icons-react";
import { keepPreviousData } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import { pageAddress } from "../../features/knowledge/address.ts";
import type { Command } from "./commands.tsx";

const most = 5;
const shortest = 2;

/** The pages of the knowledge base that say what is typed, the best first. */
export function useFoundPages(typed: string): Command[] {
  const navigate = useNavigate();
  const [query] = useDebouncedValue(typed, 200);
  const asks = typed.length >= shortest && query.length >= shortest;
  const { data } = useQuery(
    SearchService.method.searchPages,
    { query, pageSize: most },
    { enabled: asks, placeholderData: keepPreviousData },
  );
  if (!asks) return [];
  return (data?.hits ?? []).flatMap(({ page, spaceName, spaceSlug }) =>
    page
      ? [
          {
            id: `page ${page.id}`,
            label: `${page.icon} ${page.title} · ${spaceName}`.trim(),
            group: "page",
            icon: <IconFileText size={18} stroke={1.7} aria-hidden />,
            always: true,
            run: () => void navigate(pageAddress(spaceSlug, page.slug)),
          } satisfies Command,
        ]
      : [],
  );
}
