import { useInfiniteQuery } from "@connectrpc/connect-query";
import { Button, Center, CloseButton, NativeSelect, TextInput, Title } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import { CatalogueService } from "@platform/connect/platform/learning/v1/catalogue_service_pb.ts";
import { IconBooks, IconSearch } from "@tabler/icons-react";
import { keepPreviousData } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { Page } from "../../../components/page.tsx";
import { Empty, Failed } from "../../../components/states.tsx";
import { useViewer } from "../../../lib/viewer.ts";
import { useWords } from "../../../lib/words.ts";
import { CourseTabs } from "../paths/course-tabs.tsx";
import { learningWords } from "../words.ts";
import styles from "./catalogue.module.css";
import { CardsLoading, CourseCard } from "./course-card.tsx";
import { OwnCourses } from "./own-courses.tsx";

const languages = { ru: Language.RU, en: Language.EN } as const;

/** The catalogue; what is searched for stands in the address. */
export default function Catalogue() {
  const words = useWords(learningWords);
  const { person } = useViewer();
  const [params, setParams] = useSearchParams();
  const asked = params.get("q") ?? "";
  const skill = params.get("skill") ?? "";
  const language = params.get("language") ?? "";
  const [typed, setTyped] = useState(asked);
  const [query] = useDebouncedValue(typed.trim(), 250);
  const filtered = Boolean(query || skill || language);

  // A link or the back button may name another search than the one in the field.
  useEffect(() => setTyped((now) => (now.trim() === asked ? now : asked)), [asked]);
  useEffect(() => setParams((now) => changed(now, "q", query), { replace: true }), [query, setParams]);

  const { data, isPending, isPlaceholderData, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(
      CatalogueService.method.listCourses,
      {
        query,
        skill,
        language: languages[language as keyof typeof languages] ?? Language.UNSPECIFIED,
        pageSize: 24,
        pageToken: "",
      },
      {
        pageParamKey: "pageToken",
        getNextPageParam: ({ nextPageToken }) => nextPageToken || undefined,
        placeholderData: keepPreviousData,
      },
    );
  const courses = data?.pages.flatMap((page) => page.courses) ?? [];
  const skills = [...new Set([...(skill ? [skill] : []), ...courses.flatMap((course) => course.skills)])].sort();

  function clear() {
    setTyped("");
    setParams({}, { replace: true });
  }

  return (
    <Page wide title={words("courses")} about={words("coursesAbout")}>
      <CourseTabs current="courses" />
      {person && !filtered && <OwnCourses />}
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
          value={language}
          onChange={(event) => setParams(changed(params, "language", event.currentTarget.value), { replace: true })}
          data={[
            { value: "", label: words("everyLanguage") },
            { value: "ru", label: words("ru") },
            { value: "en", label: words("en") },
          ]}
        />
        {skills.length > 0 && (
          <NativeSelect
            aria-label={words("skill")}
            value={skill}
            onChange={(event) => setParams(changed(params, "skill", event.currentTarget.value), { replace: true })}
            data={[{ value: "", label: words("everySkill") }, ...skills.map((value) => ({ value, label: value }))]}
          />
        )}
      </search>
      <section className={styles.part} aria-busy={isPlaceholderData}>
        <Title order={2}>
          <span role="status">
            {!filtered && words("newest")}
            {filtered && (data && !hasNextPage ? words("found", { count: courses.length }) : words("foundMore"))}
          </span>
        </Title>
        {isPending && <CardsLoading />}
        {error && !data && <Failed error={error} onRetry={refetch} />}
        {data && courses.length === 0 && (
          <Empty
            icon={<IconBooks size={28} stroke={1.5} aria-hidden />}
            title={words(filtered ? "noneFound" : "none")}
            text={words(filtered ? "noneFoundText" : "noneText")}
            action={
              filtered && (
                <Button variant="default" onClick={clear}>
                  {words("clear")}
                </Button>
              )
            }
          />
        )}
        {courses.length > 0 && (
          <ul className={styles.cards}>
            {courses.map((course) => (
              <CourseCard key={course.id} course={course} />
            ))}
          </ul>
        )}
        {hasNextPage && (
          <Center>
            <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {words("more")}
            </Button>
          </Center>
        )}
      </section>
    </Page>
  );
}

function changed(params: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(params);
  if (value) next.set(name, value);
  else next.delete(name);
  return next;
}
