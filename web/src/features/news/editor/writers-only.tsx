import { Button } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { Suspense } from "react";
import { Link, Outlet } from "react-router";
import { useTitle } from "../../../components/page.tsx";
import { Empty, Waiting } from "../../../components/states.tsx";
import { useWords } from "../../../lib/words.ts";
import { useWrites } from "../writes.ts";
import { editorWords } from "./words.ts";

/** Lets in those who may write the news, and tells others who does. */
export default function WritersOnly() {
  const writes = useWrites();
  if (!writes) return <NotWriter />;
  return (
    <Suspense fallback={<Waiting />}>
      <Outlet />
    </Suspense>
  );
}

function NotWriter() {
  const words = useWords(editorWords);
  useTitle(words("editorial"));
  return (
    <Empty
      main
      icon={<IconPencil size={28} stroke={1.5} aria-hidden />}
      title={words("notWriter")}
      text={words("notWriterText")}
      action={
        <Button component={Link} to="/news">
          {words("toNews")}
        </Button>
      }
    />
  );
}
