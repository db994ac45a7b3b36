import type { CapturedMessage, Mail } from "./mail.ts";

const kept = 500;

/** Mail that stays on the machine, the newest 500, for `/dev/mail` and for tests. */
export function openCapturedMail(): Mail & { messages(): CapturedMessage[] } {
  const messages: CapturedMessage[] = [];
  return {
    async send(message) {
      if (messages.some((earlier) => earlier.id === message.id)) return;
      messages.unshift({ ...message, time: new Date().toISOString() });
      messages.length = Math.min(messages.length, kept);
    },
    messages: () => [...messages],
  };
}
