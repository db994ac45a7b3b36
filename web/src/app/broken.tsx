import { Button } from "@mantine/core";
import { IconBandage } from "@tabler/icons-react";
import { Empty } from "../components/states.tsx";
import { useWords } from "../lib/words.ts";
import { shellWords } from "./words.ts";

/** In place of a page that broke. */
export function Broken({ error }: { error: Error }) {
  const words = useWords(shellWords);
  return (
    <div role="alert">
      <Empty
        icon={<IconBandage size={28} stroke={1.5} aria-hidden />}
        title={words("broken")}
        text={words("brokenText")}
        action={
          <>
            <Button onClick={() => location.reload()}>{words("reload")}</Button>
            <details className="quiet" style={{ maxWidth: "100%", fontSize: 14 }}>
              <summary style={{ cursor: "pointer", textAlign: "center" }}>{words("brokenDetail")}</summary>
              <code className="breaking">{error.message}</code>
            </details>
          </>
        }
      />
    </div>
  );
}
