import { Button } from "@mantine/core";
import { IconUserOff } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTitle } from "../../components/page.tsx";
import { Empty, Failed } from "../../components/states.tsx";
import { readFailure } from "../../lib/failure.ts";
import { useWords } from "../../lib/words.ts";
import { peopleWords } from "./words.ts";

const missing = new Set(["PROFILE_NOT_FOUND", "REQUEST_INVALID"]);

/** In place of a profile that is not there, or did not come. */
export function ProfileMissing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const words = useWords(peopleWords);
  useTitle(words("people"));
  if (error && !missing.has(readFailure(error).reason)) return <Failed error={error} onRetry={onRetry} />;
  return (
    <Empty
      main
      icon={<IconUserOff size={28} stroke={1.5} aria-hidden />}
      title={words("gone")}
      text={words("goneText")}
      action={
        <Button component={Link} to="/people">
          {words("toPeople")}
        </Button>
      }
    />
  );
}
