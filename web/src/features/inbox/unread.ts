import { create } from "zustand";

/** How many notifications wait, as the stream of them said last. */
export const useUnread = create<{ unread: number }>(() => ({ unread: 0 }));
