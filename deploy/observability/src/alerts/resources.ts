import type { Alert } from "./alert.ts";

export const resourceAlerts: Alert[] = [
  {
    name: "DatabasePoolExhausted",
    severity: "critical",
    expr:
      "max by (service, instance) (db_client_connections_used)" +
      " >= max by (service, instance) (db_client_connections_max)",
    for: "2m",
    summary:
      "All database connections of {{ $labels.service }} at {{ $labels.instance }} are taken; {{ $value }} calls hold or want one",
    description: "Calls wait for a connection before they begin, and end by their deadline where that takes too long.",
  },
  {
    name: "EventLoopLags",
    severity: "warning",
    expr: "nodejs_eventloop_lag_p99_seconds > 0.25",
    for: "5m",
    summary:
      "{{ $labels.service }} at {{ $labels.instance }} stands still for {{ $value | humanizeDuration }} at a time",
    description: "All calls of that process wait meanwhile, and with it people who use {{ $labels.service }}.",
  },
  {
    name: "HeapNearLimit",
    severity: "warning",
    expr: "nodejs_heap_size_used_bytes / nodejs_heap_size_limit_bytes > 0.85",
    for: "10m",
    summary:
      "The heap of {{ $labels.service }} at {{ $labels.instance }} is at {{ $value | humanizePercentage }} of its limit",
    description: "At the limit the process ends and is started anew; calls in flight fail then.",
  },
  {
    name: "FileDescriptorsNearLimit",
    severity: "warning",
    expr: "process_open_fds / process_max_fds > 0.8",
    for: "10m",
    summary:
      "{{ $labels.service }} at {{ $labels.instance }} has {{ $value | humanizePercentage }} of its files and sockets open",
    description: "At the limit the process takes no connection more, from people or to its database.",
  },
];
