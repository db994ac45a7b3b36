import { UnstyledButton } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useWords } from "../../../lib/words.ts";
import { calendarWords } from "./words.ts";

const CalendarDialog = lazy(() => import("./calendar-dialog.tsx"));

/** Leads to the address by which programs read one's deadlines. */
export function CalendarButton({ className }: { className: string | undefined }) {
  const words = useWords(calendarWords);
  const [open, setOpen] = useState(false);
  return (
    <>
      <UnstyledButton {...(className && { className })} onClick={() => setOpen(true)}>
        {words("open")}
      </UnstyledButton>
      {open && (
        <Suspense>
          <CalendarDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
