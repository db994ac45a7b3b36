import auth from "@platform/auth";
import bff from "@platform/bff";
import type { Service } from "@platform/kit";
import knowledge from "@platform/knowledge";
import learning from "@platform/learning";
import news from "@platform/news";
import notification from "@platform/notification";
import user from "@platform/user";
import type { ServiceName } from "../deploy/services.ts";

process.env.PLATFORM_SECRET_KEYS ??= `test:${Buffer.alloc(32, 7).toString("base64")}`;

/** All services of the platform, for tests that hold for each. */
export const declared: Record<ServiceName, Service> = { auth, user, learning, knowledge, news, notification, bff };
