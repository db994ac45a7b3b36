import { Channel, NotificationKind } from "@platform/grpc/platform/notification/v1/notification.ts";
import type { Notification } from "./inbox.ts";
import type { Kind, Preference } from "./preferences.ts";
import { noteWords } from "./templates/notes.ts";
import type { Language } from "./templates/template.ts";

export function presentNotification({ id, kind, note, read, archived, createTime }: Notification, language: Language) {
  return { id, kind: NotificationKind[kind as Kind], ...noteWords(note, language), read, archived, createTime };
}

export function presentPreference({ kind, channel, enabled, locked }: Preference) {
  return { kind: NotificationKind[kind], channel: Channel[channel], enabled, locked };
}
