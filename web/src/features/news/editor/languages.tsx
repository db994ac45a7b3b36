import { Button } from "@mantine/core";
import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import type { Draft } from "@platform/connect/platform/news/v1/editorial_service_pb.ts";
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "react-router";
import { FormFailure } from "../../../components/forms.tsx";
import { Section } from "../../../components/page.tsx";
import { useWords } from "../../../lib/words.ts";
import { editorial, readNewsAnew } from "./client.ts";
import styles from "./editor.module.css";
import { StateChip } from "./state-chip.tsx";
import { editorWords } from "./words.ts";

const names = { [Language.RU]: "Русский", [Language.EN]: "English", [Language.UNSPECIFIED]: "" } as const;

/** The article's versions in other languages, and the way to begin one. */
export function Languages({ draft: { article } }: { draft: Draft }) {
  const words = useWords(editorWords);
  const navigate = useNavigate();
  const own = article?.head?.language ?? Language.EN;
  const other = own === Language.RU ? Language.EN : Language.RU;
  const begin = useMutation({
    mutationFn: () =>
      editorial.createArticle({
        title: article?.head?.title ?? "",
        language: other,
        versionOf: article?.head?.id ?? "",
      }),
    onSuccess: async ({ draft }) => {
      await readNewsAnew();
      await navigate(`/news/editor/${draft?.article?.head?.id}`);
    },
  });
  const versions = article?.versions ?? [];
  return (
    <Section title={words("languages")} about={words("languagesText")}>
      <ul className={styles.versions}>
        <li>
          <strong>{names[own]}</strong>
        </li>
        {versions.map(({ articleId, language, title, state }) => (
          <li key={articleId}>
            <Link to={`/news/editor/${articleId}`}>
              {names[language]}: {title}
            </Link>
            <StateChip state={state} />
          </li>
        ))}
      </ul>
      {!versions.some(({ language }) => language === other) && (
        <Button variant="default" size="sm" loading={begin.isPending} onClick={() => begin.mutate()}>
          {words("writeVersion", { language: words(other === Language.RU ? "inRussian" : "inEnglish") })}
        </Button>
      )}
      <FormFailure error={begin.error} />
    </Section>
  );
}
