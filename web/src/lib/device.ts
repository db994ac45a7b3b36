import { create } from "zustand";
import { persist } from "zustand/middleware";

interface Device {
  railNarrow: boolean;
  /** Long texts in a serif; the person's settings have the last word. */
  serif: boolean;
  /** The questions of a quiz all on one page. */
  questionsTogether: boolean;
}

/** What this browser remembers of how its reader likes the pages. */
export const useDevice = create<Device>()(
  persist((): Device => ({ railNarrow: false, serif: false, questionsTogether: false }), { name: "device" }),
);
