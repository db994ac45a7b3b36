import { Anchor, Button, Text } from "@mantine/core";
import { IconMailOpened } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useWords } from "../../lib/words.ts";
import { Panel } from "./panel.tsx";
import { authWords } from "./words.ts";

const local = ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname);

/** A link is in the mail; on one's own machine the mail is one click away. */
export function CheckMail({ text, children }: { text: string; children?: ReactNode }) {
  const words = useWords(authWords);
  return (
    <Panel
      title={words("mailTitle")}
      about={text}
      icon={<IconMailOpened size={26} stroke={1.6} aria-hidden />}
      below={
        <Anchor component={Link} to="/log-in" fz="sm">
          {words("toLogIn")}
        </Anchor>
      }
    >
      {local && (
        <Button component="a" href="/dev/mail" target="_blank" rel="noreferrer">
          {words("devMail")}
        </Button>
      )}
      <Text size="sm" className="quiet">
        {words("mailNothing")}
      </Text>
      {children}
    </Panel>
  );
}
