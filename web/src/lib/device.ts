import { create } from "zustand";
import { persist } from "zustand/middleware";

interface Device {
  railNarrow: boolean;
  /** Long texts in a serif; the person's settings have the last word. */
  serif: boolean;
}

/** What this browser remembers of how its reader likes the pages. */
export const useDevice = create<Device>()(
  persist((): Device => ({ railNarrow: matchMedia("(max-width: 63.99em)").matches, serif: false }), { name: "device" }),
);
