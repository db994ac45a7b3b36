import { Button } from "@mantine/core";
import { IconMapQuestion } from "@tabler/icons-react";
import { Link } from "react-router";
import { useTitle } from "../components/page.tsx";
import { Empty } from "../components/states.tsx";
import { useWords } from "../lib/words.ts";
import { shellWords } from "./words.ts";

/** For an address at which there is nothing. */
export default function NotFound() {
  const words = useWords(shellWords);
  useTitle(words("notFound"));
  return (
    <Empty
      main
      icon={<IconMapQuestion size={28} stroke={1.5} aria-hidden />}
      title={words("notFound")}
      text={words("notFoundText")}
      action={
        <Button component={Link} to="/">
          {words("toHome")}
        </Button>
      }
    />
  );
}
