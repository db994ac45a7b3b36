import { Language } from "@platform/connect/platform/common/v1/common_pb.ts";
import type { Page } from "@platform/connect/platform/knowledge/v1/page_pb.ts";
import { SpaceRole } from "@platform/connect/platform/knowledge/v1/space_pb.ts";
import { Link, useNavigate } from "react-router";
import { useWords } from "../../../lib/words.ts";
import { pageClient, useAct } from "../acts.ts";
import { anyPage, pageAddress } from "../address.ts";
import { may } from "../roles.ts";
import { useSpace } from "../space/space.tsx";
import { knowledgeWords } from "../words.ts";
import styles from "./page.module.css";

const all = [
  [Language.RU, "ru", "intoRu"],
  [Language.EN, "en", "intoEn"],
] as const;

/** The languages of a page, and those into which it can be translated. */
export function Translations({ page }: { page: Page }) {
  const words = useWords(knowledgeWords);
  const space = useSpace();
  const act = useAct();
  const navigate = useNavigate();
  const { head, translations } = page;
  if (!head) return null;
  const pageId = head.id;
  const isSource = translations.every((version) => version.pageId !== pageId || version.source);
  const writes = may(page.role, SpaceRole.WRITER) && isSource;
  const missing = all.filter(
    ([language]) => language !== head.language && translations.every((version) => version.language !== language),
  );
  if (translations.length === 0 && !writes) return null;

  async function translate(language: Language) {
    await act(async () => {
      const made = await pageClient.createPage({
        spaceId: space.id,
        parentId: head?.parentId ?? "",
        title: head?.title ?? "",
        markdown: page.markdown,
        language,
        translationOf: pageId,
      });
      if (made.page?.head) void navigate(`${pageAddress(space.slug, made.page.head.slug)}/edit`);
    });
  }

  return (
    <nav className={styles.languages} aria-label={words("translations")}>
      {translations.map((version) => (
        <Link
          key={version.pageId}
          to={anyPage(version.pageId)}
          aria-current={version.pageId === pageId ? "page" : undefined}
        >
          {words(version.language === Language.RU ? "ru" : "en")}
        </Link>
      ))}
      {writes &&
        missing.map(([language, , into]) => (
          <button key={language} type="button" onClick={() => void translate(language)}>
            {words("translate", { language: words(into) })}
          </button>
        ))}
    </nav>
  );
}
