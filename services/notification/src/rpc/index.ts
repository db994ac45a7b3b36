import { NewsletterServiceDefinition } from "@platform/grpc/platform/notification/v1/newsletter_service.ts";
import {
  NotificationServiceDefinition,
  PreferenceServiceDefinition,
} from "@platform/grpc/platform/notification/v1/notification_service.ts";
import { implement } from "@platform/kit";
import { notifications } from "./inbox.ts";
import { newsletter } from "./newsletter.ts";
import { preferences } from "./preferences.ts";

/** All that notification answers. */
export const rpc = [
  implement(NotificationServiceDefinition, notifications),
  implement(PreferenceServiceDefinition, preferences),
  implement(NewsletterServiceDefinition, newsletter),
];
