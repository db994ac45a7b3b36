import { services } from "../../services.ts";

/** Series by what Prometheus wrote of them, a value a minute; what it then says of one alert. */
export interface Case {
  /** What the operator would see. */
  it: string;
  series: Record<string, string>;
  /** Minutes after the first value. */
  at: number;
  /** The labels of what fires, without the alert's own; empty where it stays quiet. */
  fires: Record<string, string>[];
}

const method = "/platform.user.v1.ProfileService/GetOwnProfile";
const call = (code: string) => `rpc_server_duration_seconds_count{service="user",method="${method}",code="${code}"}`;
const refusal = (reason: string) => `rpc_server_refusals_total{service="user",method="${method}",reason="${reason}"}`;
const bucket = (le: string, of = method) =>
  `rpc_server_duration_seconds_bucket{service="user",method="${of}",code="OK",le="${le}"}`;
const watching = "/platform.notification.v1.NotificationService/WatchNotifications";
const up = (service: string, instance = `${service}:9180`) =>
  `up{job="platform",service="${service}",instance="${instance}"}`;
const all = Object.fromEntries(Object.keys(services).map((service) => [up(service), "1x30"]));
const user = { service: "user" };
const process = { ...user, instance: "user:9180" };
const labels = `{service="user",instance="user:9180"}`;
const both = { ...user, method };

/** Each alert when it should fire and when it should not. */
export const cases: Record<string, Case[]> = {
  ServiceDown: [
    { it: "stays quiet while all answer", series: all, at: 10, fires: [] },
    { it: "fires where the one process is away", series: { ...all, [up("user")]: "1x5 0x20" }, at: 9, fires: [user] },
    { it: "waits a minute, as a restart takes", series: { ...all, [up("user")]: "1x5 0x0 1x20" }, at: 6, fires: [] },
    {
      it: "stays quiet where another process answers",
      series: { ...all, [up("user")]: "0x20", [up("user", "other:9180")]: "1x20" },
      at: 9,
      fires: [],
    },
    {
      it: "fires for a service that nobody is told of any more",
      series: Object.fromEntries(Object.entries(all).filter(([series]) => series !== up("user"))),
      at: 5,
      fires: [user],
    },
  ],
  ProcessDown: [
    {
      it: "fires for one of two",
      series: { [up("user")]: "0x20", [up("user", "other:9180")]: "1x20" },
      at: 10,
      fires: [{ job: "platform", ...process }],
    },
    { it: "leaves a service that is away whole to ServiceDown", series: { [up("user")]: "0x20" }, at: 10, fires: [] },
    {
      it: "waits five minutes",
      series: { [up("user")]: "0x20", [up("user", "other:9180")]: "1x20" },
      at: 4,
      fires: [],
    },
  ],
  ErrorBudgetBurnsFast: [
    {
      it: "fires while one call in twenty fails",
      series: { [call("OK")]: "0+95x90", [call("INTERNAL")]: "0+5x90" },
      at: 70,
      fires: [both],
    },
    {
      it: "stays quiet where it is the caller's fault",
      series: { [call("OK")]: "0+50x90", [call("INVALID_ARGUMENT")]: "0+50x90", [call("NOT_FOUND")]: "0+50x90" },
      at: 70,
      fires: [],
    },
    {
      it: "ends soon after the failures end",
      series: { [call("OK")]: "0+95x90", [call("INTERNAL")]: "0+5x60 300x30" },
      at: 70,
      fires: [],
    },
    {
      it: "takes a few failures of a few calls for no ratio",
      series: { [call("OK")]: "0+1x90", [call("INTERNAL")]: "0x60 1x5 2x30" },
      at: 68,
      fires: [],
    },
  ],
  ErrorBudgetBurnsSlowly: [
    {
      it: "fires while one call in a hundred fails for hours",
      series: { [call("OK")]: "0+990x400", [call("UNAVAILABLE")]: "0+10x400" },
      at: 390,
      fires: [both],
    },
    {
      it: "stays quiet within the budget",
      series: { [call("OK")]: "0+10000x400", [call("UNAVAILABLE")]: "0+5x400" },
      at: 390,
      fires: [],
    },
  ],
  LatencyHigh: [
    {
      it: "fires where two calls in a hundred take longer than a second",
      series: {
        [bucket("0.5")]: "0+98x30",
        [bucket("1")]: "0+98x30",
        [bucket("2.5")]: "0+100x30",
        [bucket("+Inf")]: "0+100x30",
        [call("OK")]: "0+100x30",
      },
      at: 20,
      fires: [both],
    },
    {
      it: "stays quiet where they take half of one",
      series: { [bucket("0.5")]: "0+100x30", [bucket("+Inf")]: "0+100x30", [call("OK")]: "0+100x30" },
      at: 20,
      fires: [],
    },
    {
      it: "does not mind that somebody watches for minutes",
      series: {
        [bucket("0.5", watching)]: "0x30",
        [bucket("+Inf", watching)]: "0+100x30",
        [call("OK").replace(method, watching)]: "0+100x30",
      },
      at: 20,
      fires: [],
    },
  ],
  OutboxGrows: [
    {
      it: "fires while thousands wait and more come",
      series: { [`outbox_pending_events${labels}`]: "2000+100x30" },
      at: 20,
      fires: [user],
    },
    {
      it: "stays quiet while a backlog is worked off",
      series: { [`outbox_pending_events${labels}`]: "9000-100x30" },
      at: 20,
      fires: [],
    },
    {
      it: "stays quiet while few wait, though they become more",
      series: { [`outbox_pending_events${labels}`]: "10+10x30" },
      at: 20,
      fires: [],
    },
  ],
  OutboxStuck: [
    {
      it: "fires where three events wait and none goes",
      series: {
        [`outbox_pending_events${labels}`]: "0x5 3x20",
        'outbox_relayed_events_total{service="user",type="platform.user.v1.PersonFollowed"}': "0+1x5 5x20",
      },
      at: 20,
      fires: [user],
    },
    {
      it: "stays quiet while some go",
      series: {
        [`outbox_pending_events${labels}`]: "3x30",
        'outbox_relayed_events_total{service="user",type="platform.user.v1.PersonFollowed"}': "0+1x30",
      },
      at: 20,
      fires: [],
    },
  ],
  RelayNotActive: [
    {
      it: "fires where neither of two sends",
      series: {
        [`outbox_relay_active${labels}`]: "1x5 0x20",
        'outbox_relay_active{service="user",instance="b"}': "0x25",
      },
      at: 10,
      fires: [user],
    },
    {
      it: "stays quiet while one of two does",
      series: {
        [`outbox_relay_active${labels}`]: "1x5 0x20",
        'outbox_relay_active{service="user",instance="b"}': "0x5 1x20",
      },
      at: 10,
      fires: [],
    },
  ],
  ConsumerLags: [
    {
      it: "fires once a topic is thousands behind for ten minutes, once for all processes",
      series: {
        'consumer_lag_events{service="user",instance="a",topic="platform.auth.v1"}': "5000x30",
        'consumer_lag_events{service="user",instance="b",topic="platform.auth.v1"}': "5000x30",
      },
      at: 15,
      fires: [{ ...user, topic: "platform.auth.v1" }],
    },
    {
      it: "stays quiet upon a burst that is worked off",
      series: { 'consumer_lag_events{service="user",topic="platform.auth.v1"}': "0x5 5000 3000 900 0x20" },
      at: 15,
      fires: [],
    },
  ],
  ConsumerStuck: [
    {
      it: "fires where one event waits and none is taken in",
      series: {
        'consumer_lag_events{service="user",topic="platform.auth.v1"}': "0x5 1x30",
        'consumer_events_total{service="user",outcome="handled"}': "7x35",
      },
      at: 25,
      fires: [user],
    },
    {
      it: "stays quiet while events are taken in",
      series: {
        'consumer_lag_events{service="user",topic="platform.auth.v1"}': "9x35",
        'consumer_events_total{service="user",outcome="handled"}': "0+5x35",
      },
      at: 25,
      fires: [],
    },
  ],
  DeadLettersWait: [
    { it: "fires upon the first", series: { [`consumer_dead_letters${labels}`]: "0x5 1x20" }, at: 8, fires: [user] },
    {
      it: "ends once it was replayed",
      series: { [`consumer_dead_letters${labels}`]: "0x5 1x5 0x20" },
      at: 14,
      fires: [],
    },
  ],
  TokensRefused: [
    {
      it: "fires where one proof in ten is taken for forged",
      series: { [call("OK")]: "0+90x30", [call("UNAUTHENTICATED")]: "0+10x30", [refusal("TOKEN_INVALID")]: "0+10x30" },
      at: 15,
      fires: [user],
    },
    {
      it: "does not mind tokens that have ended",
      series: { [call("OK")]: "0+90x30", [call("UNAUTHENTICATED")]: "0+90x30", [refusal("TOKEN_EXPIRED")]: "0+90x30" },
      at: 15,
      fires: [],
    },
    {
      it: "does not mind one in a hundred",
      series: { [call("OK")]: "0+990x30", [call("UNAUTHENTICATED")]: "0+10x30", [refusal("TOKEN_INVALID")]: "0+10x30" },
      at: 15,
      fires: [],
    },
  ],
  LogInsFail: [
    {
      it: "fires while most log-ins are wrong",
      series: {
        [call("OK")]: "0+10x40",
        [call("UNAUTHENTICATED")]: "0+90x40",
        [refusal("CREDENTIALS_WRONG")]: "0+90x40",
      },
      at: 30,
      fires: [both],
    },
    {
      it: "stays quiet where people mistype",
      series: {
        [call("OK")]: "0+90x40",
        [call("UNAUTHENTICATED")]: "0+40x40",
        [refusal("CREDENTIALS_WRONG")]: "0+40x40",
      },
      at: 30,
      fires: [],
    },
  ],
  RateLimitedSpike: [
    {
      it: "fires while a client loops",
      series: {
        [call("OK")]: "0+100x30",
        [call("RESOURCE_EXHAUSTED")]: "0+500x30",
        [refusal("RATE_LIMITED")]: "0+500x30",
      },
      at: 20,
      fires: [both],
    },
    {
      it: "stays quiet while few are over the limit",
      series: {
        [call("OK")]: "0+1000x30",
        [call("RESOURCE_EXHAUSTED")]: "0+70x30",
        [refusal("RATE_LIMITED")]: "0+70x30",
      },
      at: 20,
      fires: [],
    },
  ],
  DatabasePoolExhausted: [
    {
      it: "fires where more calls want a connection than there are",
      series: { [`db_client_connections_used${labels}`]: "0x5 20x20", [`db_client_connections_max${labels}`]: "8x25" },
      at: 10,
      fires: [process],
    },
    {
      it: "stays quiet upon a burst",
      series: {
        [`db_client_connections_used${labels}`]: "0x5 20 3x20",
        [`db_client_connections_max${labels}`]: "8x25",
      },
      at: 10,
      fires: [],
    },
    {
      it: "stays quiet while one is left",
      series: { [`db_client_connections_used${labels}`]: "7x25", [`db_client_connections_max${labels}`]: "8x25" },
      at: 10,
      fires: [],
    },
  ],
  EventLoopLags: [
    {
      it: "fires where it stands still",
      series: { [`nodejs_eventloop_lag_p99_seconds${labels}`]: "0.4x20" },
      at: 8,
      fires: [process],
    },
    {
      it: "stays quiet upon one long collection",
      series: { [`nodejs_eventloop_lag_p99_seconds${labels}`]: "0.02x5 0.9 0.02x20" },
      at: 8,
      fires: [],
    },
  ],
  HeapNearLimit: [
    {
      it: "fires where nothing is left",
      series: {
        [`nodejs_heap_size_used_bytes${labels}`]: "950x30",
        [`nodejs_heap_size_limit_bytes${labels}`]: "1000x30",
      },
      at: 15,
      fires: [process],
    },
    {
      it: "stays quiet where it is full until it is collected",
      series: {
        [`nodejs_heap_size_used_bytes${labels}`]: "900 950 200 900 950 200 900 950 200 900 950 200",
        [`nodejs_heap_size_limit_bytes${labels}`]: "1000x30",
      },
      at: 11,
      fires: [],
    },
  ],
  FileDescriptorsNearLimit: [
    {
      it: "fires where few are left",
      series: { [`process_open_fds${labels}`]: "900x30", [`process_max_fds${labels}`]: "1024x30" },
      at: 15,
      fires: [process],
    },
    {
      it: "stays quiet where many are",
      series: { [`process_open_fds${labels}`]: "500x30", [`process_max_fds${labels}`]: "1024x30" },
      at: 15,
      fires: [],
    },
  ],
};
