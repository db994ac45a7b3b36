// The services behind the bff under test: real gRPC servers of the real contracts, with answers of the test's choice.
import { AccountServiceDefinition } from "@platform/grpc/platform/auth/v1/account_service.ts";
import { Role } from "@platform/grpc/platform/auth/v1/auth.ts";
import { SessionServiceDefinition } from "@platform/grpc/platform/auth/v1/session_service.ts";
import { CalendarServiceDefinition } from "@platform/grpc/platform/learning/v1/calendar_service.ts";
import { CatalogueServiceDefinition } from "@platform/grpc/platform/learning/v1/catalogue_service.ts";
import { EnrolmentServiceDefinition } from "@platform/grpc/platform/learning/v1/enrolment_service.ts";
import {
  NotificationServiceDefinition,
  PreferenceServiceDefinition,
} from "@platform/grpc/platform/notification/v1/notification_service.ts";
import { ProfileServiceDefinition } from "@platform/grpc/platform/user/v1/profile_service.ts";
import { type Ctx, defineService, implement, refuse } from "@platform/kit";
import type { TsProtoService } from "@platform/kit/testing";

/** Implements some methods of a contract; the others refuse. */
function some(definition: TsProtoService, handlers: Record<string, (request: never, ctx: Ctx) => unknown>) {
  const absent = async () => {
    throw refuse.state("NOT_IN_THIS_TEST", "The test has no answer to this.");
  };
  const all = Object.keys(definition.methods).map((name) => [name, handlers[name] ?? absent]);
  return implement(definition, Object.fromEntries(all) as never);
}

/** What the services do in a test. */
export const script = {
  tokens: async () => ({ accessToken: "", accessExpireTime: new Date(), refreshToken: "" }),
  refreshed: 0,
  keys: { keys: [{ kty: "OKP", kid: "of the test" }] as object[] },
  keysAsked: 0,
  catalogue: async (): Promise<object> => ({ courses: [] }),
  enrolments: async (): Promise<object> => ({ courses: [] }),
  watch: async function* (_ctx: Ctx): AsyncGenerator<object> {
    yield { unreadCount: 1 };
  },
};

export const services = [
  defineService({
    name: "auth",
    rpc: [
      some(SessionServiceDefinition, {
        logIn: async ({ password }: { password: string }) => {
          if (password !== "right") throw refuse.unauthenticated("CREDENTIALS_WRONG", "Wrong.");
          return { outcome: { $case: "tokens", value: await script.tokens() } };
        },
        refreshSession: async () => {
          script.refreshed++;
          return { tokens: await script.tokens() };
        },
        logOut: async () => ({}),
        getKeys: async () => {
          script.keysAsked++;
          return { jwksJson: JSON.stringify(script.keys) };
        },
      }),
      some(AccountServiceDefinition, {
        getAccount: async (_request: never, ctx: Ctx) => ({
          account: { id: ctx.person.id, email: "nina@example.org", roles: [Role.USER] },
        }),
      }),
    ],
  }),
  defineService({
    name: "user",
    rpc: [some(ProfileServiceDefinition, { getOwnProfile: async () => ({ profile: { name: "Нина" } }) })],
  }),
  defineService({
    name: "learning",
    rpc: [
      some(CatalogueServiceDefinition, { listCourses: () => script.catalogue() }),
      some(CalendarServiceDefinition, {
        readCalendar: async ({ token }: { token: string }) => {
          if (token !== "a-token-that-is-right") throw refuse.notFound("CALENDAR_NOT_FOUND", "Nowhere.");
          return { document: "BEGIN:VCALENDAR\r\n", etag: '"one"' };
        },
      }),
      some(EnrolmentServiceDefinition, { listEnrolments: () => script.enrolments() }),
    ],
  }),
  defineService({
    name: "notification",
    rpc: [
      some(NotificationServiceDefinition, {
        listNotifications: async (_request: never, ctx: Ctx) => ({
          notifications: [{ id: ctx.requestId, title: `from ${ctx.client.address} with ${ctx.client.device}` }],
          unreadCount: 3,
        }),
        watchNotifications: (_request: never, ctx: Ctx) => script.watch(ctx),
        archiveNotifications: async () => {
          throw refuse.state("INBOX_CLOSED", "Закрыто.", { metadata: { why: "test" }, retryAfterMs: 2500 });
        },
      }),
      some(PreferenceServiceDefinition, {
        unsubscribe: async ({ token }: { token: string }) => {
          if (token !== "a-token-that-is-right") throw refuse.invalid({ token: "is not valid" }, "TOKEN_INVALID");
          return {};
        },
      }),
    ],
  }),
];
