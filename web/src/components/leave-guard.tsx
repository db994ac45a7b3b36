import { Button, Group, Stack, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { useNavigate } from "react-router";
import { defineWords, useWords } from "../lib/words.ts";
import { Dialog } from "./dialog.tsx";

const texts = defineWords("leave-guard", {
  en: {
    leaveTitle: "Leave without saving?",
    leaveText: "There are changes that are not saved. They are kept in this tab, and offered when you come back.",
    stay: "Stay",
    leave: "Leave",
    saveAndLeave: "Save and leave",
  },
  ru: {
    leaveTitle: "Уйти, не сохранив?",
    leaveText: "Есть несохранённые изменения. Они останутся в этой вкладке, и вы увидите их, когда вернётесь.",
    stay: "Остаться",
    leave: "Уйти",
    saveAndLeave: "Сохранить и уйти",
  },
});

/** Asks before a link leads away from what is not saved, and the browser asks before the tab is closed. */
export function LeaveGuard({ onSave }: { onSave: () => Promise<unknown> }) {
  const words = useWords(texts);
  const navigate = useNavigate();
  const [to, setTo] = useState<string>();

  useEffect(() => {
    function ask(event: BeforeUnloadEvent) {
      event.preventDefault();
    }
    function hold(event: MouseEvent) {
      if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("a[href]");
      if (!link || link.target === "_blank" || link.origin !== location.origin) return;
      if (link.pathname === location.pathname) return;
      event.preventDefault();
      event.stopPropagation();
      setTo(link.pathname + link.search + link.hash);
    }
    window.addEventListener("beforeunload", ask);
    document.addEventListener("click", hold, true);
    return () => {
      window.removeEventListener("beforeunload", ask);
      document.removeEventListener("click", hold, true);
    };
  }, []);

  if (to === undefined) return null;
  return (
    <Dialog title={words("leaveTitle")} onClose={() => setTo(undefined)}>
      <Stack>
        <Text>{words("leaveText")}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => setTo(undefined)}>
            {words("stay")}
          </Button>
          <Button variant="default" onClick={() => void navigate(to)}>
            {words("leave")}
          </Button>
          <Button
            data-autofocus
            onClick={() =>
              void onSave().then(
                () => navigate(to),
                () => setTo(undefined),
              )
            }
          >
            {words("saveAndLeave")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
