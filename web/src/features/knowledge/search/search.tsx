import { useInfiniteQuery, useQuery } from "@connectrpc/connect-query";
import { Button, Center, NativeSelect, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import {
  type Hit,
  type Fragment as Piece,
  SearchService,
} from "@platform/connect/platform/knowledge/v1/search_service_pb.ts";
import { SpaceService } from "@platform/connect/platform/knowledge/v1/space_service_pb.ts";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData } from "@tanstack/react-query";
import { Fragment, useEffect, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { Page } from "../../../components/page.tsx";
import { Empty, Failed, LoadingRows } from "../../../components/states.tsx";
import { useWords } from "../../../lib/words.ts";
import { pageAddress } from "../address.ts";
import styles from "../knowledge.module.css";
import { knowledgeWords } from "../words.ts";
import { searchWords } from "./words.ts";

const languages = { ru: Language.RU, en: Language.EN } as const;
const mostCounted = 1000;

/** Pages that hold what is looked for; the question stands in the address. */
export default function Search() {
  const words = useWords(searchWords);
  const common = useWords(knowledgeWords);
  const [params, setParams] = useSearchParams();
  const asked = params.get("q") ?? "";
  const spaceId = params.get("space") ?? "";
  const language = params.get("language") ?? "";
  const spaces = useQuery(SpaceService.method.listSpaces, { pageSize: 100 }).data?.spaces ?? [];
  const [typed, setTyped] = useState(asked);
  const [query] = useDebouncedValue(typed.trim(), 250);

  // A link or the back button may name another search than the one in the field.
  useEffect(() => setTyped((now) => (now.trim() === asked ? now : asked)), [asked]);
  useEffect(() => setParams((now) => changed(now, "q", query), { replace: true }), [query, setParams]);

  const { data, isPending, isPlaceholderData, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(
      SearchService.method.searchPages,
      {
        query,
        spaceId,
        language: languages[language as keyof typeof languages] ?? Language.UNSPECIFIED,
        pageSize: 20,
        pageToken: "",
      },
      {
        pageParamKey: "pageToken",
        getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
        placeholderData: keepPreviousData,
        enabled: query !== "",
      },
    );
  const hits = data?.pages.flatMap((page) => page.hits) ?? [];
  const [first] = data?.pages ?? [];
  const icon = <IconSearch size={28} stroke={1.5} aria-hidden />;
  return (
    <Page wide title={words("title")} trail={[{ label: common("knowledge"), to: "/knowledge" }]}>
      <search className={styles.search}>
        <TextInput
          type="search"
          aria-label={words("title")}
          placeholder={words("hint")}
          leftSection={<IconSearch size={18} stroke={1.7} aria-hidden />}
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <NativeSelect
          aria-label={words("space")}
          value={spaceId}
          onChange={(event) => setParams(changed(params, "space", event.currentTarget.value), { replace: true })}
          data={[
            { value: "", label: words("everySpace") },
            ...spaces.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <NativeSelect
          aria-label={common("language")}
          value={language}
          onChange={(event) => setParams(changed(params, "language", event.currentTarget.value), { replace: true })}
          data={[
            { value: "", label: words("everyLanguage") },
            { value: "ru", label: common("ru") },
            { value: "en", label: common("en") },
          ]}
        />
      </search>
      {query === "" && <Empty icon={icon} title={words("ask")} text={words("askText")} />}
      {query !== "" && isPending && <LoadingRows />}
      {query !== "" && error && !data && <Failed error={error} onRetry={refetch} />}
      {query !== "" && first && (
        <section className={styles.part} aria-busy={isPlaceholderData}>
          <p className="quiet" role="status" style={{ margin: 0 }}>
            {first.corrected && `${words("corrected", { words: first.corrected })} `}
            {words(first.count < mostCounted ? "found" : "foundMany", { count: first.count })}
          </p>
          {hits.length === 0 ? (
            <Empty icon={icon} title={words("none")} text={words("noneText")} />
          ) : (
            <ul className={`card rows ${styles.list}`}>
              {hits.map((hit) => (
                <li key={hit.page?.id}>
                  <HitLine hit={hit} />
                </li>
              ))}
            </ul>
          )}
          {hasNextPage && (
            <Center>
              <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                {common("more")}
              </Button>
            </Center>
          )}
        </section>
      )}
    </Page>
  );
}

function HitLine({ hit: { page, spaceSlug, spaceName, title, snippet } }: { hit: Hit }) {
  if (!page) return null;
  return (
    <Link to={pageAddress(spaceSlug, page.slug)} className={styles.hit}>
      <strong>
        <Marked pieces={title} />
      </strong>
      <small className="quiet">{spaceName}</small>
      <p>
        <Marked pieces={snippet} />
      </p>
    </Link>
  );
}

function Marked({ pieces }: { pieces: Piece[] }) {
  return pieces.map(({ text, found }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place.
    <Fragment key={index}>{found ? <mark>{text}</mark> : text}</Fragment>
  ));
}

function changed(params: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value) next.set(name, value);
  else next.delete(name);
  return next;
}
