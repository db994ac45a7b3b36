import { create } from "zustand";

/** A short message that comes, offers one thing, and goes. */
export interface Toast {
  id: number;
  text: string;
  action?: { label: string; run: () => void };
  /** A failure stays until it is closed. */
  failed?: boolean;
}

const most = 3;
let last = 0;

export const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));

/** Says something in the corner of the page, and to screen readers. */
export function toast(message: Omit<Toast, "id">): void {
  last += 1;
  const next = { ...message, id: last };
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, next].slice(-most) }));
}

export function closeToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((shown) => shown.id !== id) }));
}
