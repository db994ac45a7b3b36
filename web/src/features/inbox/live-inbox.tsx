import { useEffect } from "react";
import { useNavigate } from "react-router";
import { toast } from "../../lib/toasts.ts";
import { useLanguage, useWords } from "../../lib/words.ts";
import { refreshLists } from "./acts.ts";
import { useUnread } from "./unread.ts";
import { watch } from "./watch.ts";
import { inboxWords } from "./words.ts";

/** Keeps the unread count and the lists as they are on the server, and says what arrives. */
export default function LiveInbox() {
  const words = useWords(inboxWords);
  const { contract } = useLanguage();
  const navigate = useNavigate();
  const open = words("open");

  useEffect(() => {
    const left = new AbortController();
    const told = new Set<string>();
    void watch(contract, left.signal, ({ unreadCount, notification }) => {
      useUnread.setState({ unread: unreadCount });
      if (!notification || told.has(notification.id)) return;
      told.add(notification.id);
      refreshLists();
      const { title, link } = notification;
      // Whoever looks at the page that it leads to has seen it happen.
      if (link === window.location.pathname) return;
      toast({ text: title, ...(link && { action: { label: open, run: () => void navigate(link) } }) });
    });
    return () => left.abort();
  }, [contract, navigate, open]);

  return null;
}
