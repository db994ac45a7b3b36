import { Button } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { toast } from "../lib/toasts.ts";
import { defineWords, useWords } from "../lib/words.ts";

const texts = defineWords("follow", {
  en: {
    follow: "Follow",
    following: "Following",
    unfollow: "Unfollow",
    unfollowed: "You no longer follow {{name}}",
    undo: "Undo",
    notKept: "The change was not kept. Try again.",
  },
  ru: {
    follow: "Подписаться",
    following: "Вы подписаны",
    unfollow: "Отписаться",
    unfollowed: "Вы отписались: {{name}}",
    undo: "Отменить",
    notKept: "Изменение не сохранилось. Попробуйте ещё раз.",
  },
});

/** Follows somebody or something at once, and takes it back as easily. */
export function FollowToggle({
  name,
  followed,
  size = "md",
  onSet,
}: {
  name: string;
  followed: boolean;
  size?: "sm" | "md";
  /** Rejects where it could not be kept. */
  onSet: (follow: boolean) => Promise<void>;
}) {
  const words = useWords(texts);

  async function set(follow: boolean) {
    try {
      await onSet(follow);
      if (follow) return;
      toast({ text: words("unfollowed", { name }), action: { label: words("undo"), run: () => void set(true) } });
    } catch {
      toast({ text: words("notKept"), failed: true });
    }
  }

  return (
    <Button
      size={size}
      variant={followed ? "default" : "light"}
      leftSection={followed ? <IconCheck size={16} aria-hidden /> : undefined}
      aria-pressed={followed}
      title={followed ? words("unfollow") : undefined}
      onClick={() => void set(!followed)}
      style={{ flex: "none", zIndex: 1 }}
    >
      {words(followed ? "following" : "follow")}
      <span className="hidden">: {name}</span>
    </Button>
  );
}
