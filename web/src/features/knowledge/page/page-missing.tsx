import { Button } from "@mantine/core";
import { IconFileOff } from "@tabler/icons-react";
import { Link } from "react-router";
import { Empty, Failed } from "../../../components/states.tsx";
import { readFailure } from "../../../lib/failure.ts";
import { useWords } from "../../../lib/words.ts";
import { knowledgeWords } from "../words.ts";

/** What stands where a page is not, or could not be read. */
export function PageMissing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const words = useWords(knowledgeWords);
  const { reason } = readFailure(error);
  if (reason !== "PAGE_NOT_FOUND" && reason !== "REQUEST_INVALID") return <Failed error={error} onRetry={onRetry} />;
  return (
    <Empty
      main
      icon={<IconFileOff size={28} stroke={1.5} aria-hidden />}
      title={words("pageGone")}
      text={words("pageGoneText")}
      action={
        <Button component={Link} to="/knowledge">
          {words("toKnowledge")}
        </Button>
      }
    />
  );
}
