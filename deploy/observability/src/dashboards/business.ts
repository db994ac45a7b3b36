import type { Dashboard, Panel } from "./panel.ts";

/** What is announced once each time that it happens; the type is the event's name in the contracts. */
const happened = {
  Registrations: "platform.auth.v1.AccountRegistered",
  "Addresses confirmed": "platform.auth.v1.EmailConfirmed",
  Enrolments: "platform.learning.v1.LearnerEnrolled",
  "Attempts graded": "platform.learning.v1.AttemptGraded",
  "Courses completed": "platform.learning.v1.CourseCompleted",
  Certificates: "platform.learning.v1.CertificateIssued",
  "Courses published": "platform.learning.v1.CoursePublished",
  Imports: "platform.learning.v1.ImportEnded",
} as const;

export const businessEvents: readonly string[] = Object.values(happened);

const count = (type: string, window: string) => `sum(increase(outbox_relayed_events_total{type="${type}"}[${window}]))`;

const today = Object.entries(happened).map(
  ([title, type]): Panel => ({
    title,
    kind: "stat",
    unit: "short",
    width: 3,
    queries: [{ expr: count(type, "24h"), legend: title }],
  }),
);

const logIns = '{method="/platform.auth.v1.SessionService/LogIn"';

export const business: Dashboard = {
  uid: "business",
  title: "what people do",
  description: "Counted by the events that tell of it, and by the calls of log-in.",
  rows: [
    { title: "In the last 24 hours", panels: today },
    {
      title: "Over time",
      panels: [
        {
          title: "An hour",
          kind: "timeseries",
          unit: "short",
          queries: Object.entries(happened).map(([title, type]) => ({ expr: count(type, "1h"), legend: title })),
        },
        {
          title: "Log-ins an hour",
          description: "A log-in with a second factor counts when its first step is done.",
          kind: "timeseries",
          unit: "short",
          queries: [
            { expr: `sum(increase(rpc_server_duration_seconds_count${logIns},code="OK"}[1h]))`, legend: "let in" },
            { expr: `sum(increase(rpc_server_duration_seconds_count${logIns},code!="OK"}[1h]))`, legend: "refused" },
          ],
        },
        {
          title: "Notifications: events that lead to one, an hour",
          kind: "timeseries",
          unit: "short",
          queries: [
            {
              expr: 'sum(increase(consumer_events_total{service="notification",outcome="handled"}[1h]))',
              legend: "taken in",
            },
          ],
        },
        {
          title: "Live streams that ended, an hour",
          description: "How often a page stopped to watch its notifications.",
          kind: "timeseries",
          unit: "short",
          queries: [
            {
              expr: 'sum(increase(rpc_server_duration_seconds_count{method="/platform.notification.v1.NotificationService/WatchNotifications"}[1h]))',
              legend: "ended",
            },
          ],
        },
      ],
    },
  ],
};
