import { create } from "zustand";

/** A page above the one that is shown. */
export interface Crumb {
  label: string;
  to: string;
}

interface Place {
  title: string;
  trail: Crumb[];
}

/** Where the reader is, as the open page said it; the bars around the page show it. */
export const usePlace = create<Place>(() => ({ title: "", trail: [] }));
