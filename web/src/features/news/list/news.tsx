import { useInfiniteQuery, useQuery } from "@connectrpc/connect-query";
import { Button, CloseButton, NativeSelect, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import { ArticleService } from "@platform/connect/platform/news/v1/article_service_pb.ts";
import { IconNews, IconPencil, IconSearch } from "@tabler/icons-react";
import { keepPreviousData } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { Page } from "../../../components/page.tsx";
import { Empty } from "../../../components/states.tsx";
import { useWords } from "../../../lib/words.ts";
import { tagAddress } from "../address.ts";
import { FeedsMenu } from "../feeds-menu.tsx";
import styles from "../news.module.css";
import { NewsletterBox } from "../newsletter/newsletter-box.tsx";
import { newsWords } from "../words.ts";
import { useWrites } from "../writes.ts";
import { ArticleCard } from "./article-card.tsx";
import { ArticleList, paged } from "./article-list.tsx";

const languages = { ru: Language.RU, en: Language.EN } as const;
const shownTags = 12;

/** The news: what stands in front, then the newest. What is looked for stands in the address. */
export default function News() {
  const words = useWords(newsWords);
  const writes = useWrites();
  const [params, setParams] = useSearchParams();
  const asked = params.get("q") ?? "";
  const code = params.get("language") ?? "";
  const language = languages[code as keyof typeof languages] ?? Language.UNSPECIFIED;
  const [typed, setTyped] = useState(asked);
  const [query] = useDebouncedValue(typed.trim(), 250);

  // A link or the back button may name another search than the one in the field.
  useEffect(() => setTyped((now) => (now.trim() === asked ? now : asked)), [asked]);
  useEffect(() => setParams((now) => changed(now, "q", query), { replace: true }), [query, setParams]);

  const { data: front } = useQuery(ArticleService.method.listArticles, { language, featuredOnly: true, pageSize: 3 });
  const { data: topics } = useQuery(ArticleService.method.listTags, { language });
  const newest = useInfiniteQuery(ArticleService.method.listArticles, { language, pageSize: 20, pageToken: "" }, paged);
  const found = useInfiniteQuery(
    ArticleService.method.searchArticles,
    { query, language, pageToken: "" },
    { ...paged, enabled: query !== "", placeholderData: keepPreviousData },
  );
  const featured = query ? [] : (front?.articles ?? []);
  const tags = (topics?.tags ?? []).slice(0, shownTags);

  function clear() {
    setTyped("");
    setParams({}, { replace: true });
  }

  return (
    <Page
      wide
      title={words("news")}
      about={words("about")}
      actions={
        <>
          <FeedsMenu path="/news" language={code} />
          {writes && (
            <Button component={Link} to="/news/editor" leftSection={<IconPencil size={18} aria-hidden />}>
              {words("write")}
            </Button>
          )}
        </>
      }
    >
      <search className={styles.search}>
        <TextInput
          className={styles.query}
          type="search"
          aria-label={words("search")}
          placeholder={words("searchHint")}
          leftSection={<IconSearch size={18} stroke={1.7} aria-hidden />}
          rightSection={typed && <CloseButton aria-label={words("clear")} onClick={() => setTyped("")} />}
          maxLength={200}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <NativeSelect
          aria-label={words("language")}
          value={code}
          onChange={(event) => setParams(changed(params, "language", event.currentTarget.value), { replace: true })}
          data={[
            { value: "", label: words("everyLanguage") },
            { value: "ru", label: words("ru") },
            { value: "en", label: words("en") },
          ]}
        />
      </search>
      {!query && tags.length > 0 && (
        <nav className={styles.tags} aria-label={words("tags")}>
          {tags.map(({ tag }) => (
            <Link key={tag?.slug} to={tagAddress(tag?.slug ?? "")}>
              {tag?.name}
            </Link>
          ))}
        </nav>
      )}
      {featured.length > 0 && (
        <section className={styles.part}>
          <Title order={2}>{words("featured")}</Title>
          <ul className={styles.front}>
            {featured.map((head) => (
              <ArticleCard key={head.id} head={head} lead />
            ))}
          </ul>
        </section>
      )}
      <ArticleList
        title={words(query ? "found" : "newest")}
        list={query ? found : newest}
        besides={new Set(featured.map(({ id }) => id))}
        empty={
          <Empty
            icon={<IconNews size={28} stroke={1.5} aria-hidden />}
            title={words(query || code ? "noneFound" : "none")}
            text={words(query || code ? "noneFoundText" : "noneText")}
            action={
              (query || code) && (
                <Button variant="default" onClick={clear}>
                  {words("everything")}
                </Button>
              )
            }
          />
        }
      />
      <NewsletterBox />
    </Page>
  );
}

function changed(params: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value) next.set(name, value);
  else next.delete(name);
  return next;
}
