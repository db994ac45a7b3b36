import type { Alert } from "./alert.ts";

// Each process of a service counts the same tables, so that one of them tells for all.
export const eventAlerts: Alert[] = [
  {
    name: "OutboxGrows",
    severity: "warning",
    expr:
      "max by (service) (min_over_time(outbox_pending_events[10m])) > 1000" +
      " and max by (service) (deriv(outbox_pending_events[10m])) > 0",
    for: "5m",
    summary: "{{ $labels.service }} announces faster than its events are sent; {{ $value }} wait",
    description: "What follows from events (notifications, mail, enrolment, certificates) comes later and later.",
  },
  {
    name: "OutboxStuck",
    severity: "critical",
    expr:
      "max by (service) (min_over_time(outbox_pending_events[5m])) > 0" +
      " unless on (service) sum by (service) (rate(outbox_relayed_events_total[5m])) > 0",
    for: "2m",
    summary: "{{ $value }} events of {{ $labels.service }} wait and none is sent",
    description:
      "What follows from events of {{ $labels.service }} does not happen at all. They are kept and go out once the log answers.",
  },
  {
    name: "RelayNotActive",
    severity: "critical",
    expr: "max by (service) (outbox_relay_active) == 0",
    for: "1m",
    summary: "No process of {{ $labels.service }} sends its outbox",
    description:
      "A relay takes over within seconds where one dies; here none has. Events of {{ $labels.service }} wait.",
  },
  {
    name: "ConsumerLags",
    severity: "warning",
    expr: "max by (service, topic) (consumer_lag_events) > 1000",
    for: "10m",
    summary: "{{ $labels.service }} is {{ $value }} events behind on {{ $labels.topic }}",
    description:
      "What {{ $labels.service }} does upon events comes late, by as much as the backlog takes to be worked off.",
  },
  {
    name: "ConsumerStuck",
    severity: "critical",
    expr:
      "sum by (service) (max by (service, topic) (min_over_time(consumer_lag_events[5m]))) > 0" +
      " unless on (service) sum by (service) (rate(consumer_events_total[5m])) > 0",
    for: "5m",
    summary: "{{ $labels.service }} takes in no events though {{ $value }} wait",
    description: "What {{ $labels.service }} does upon events does not happen at all. They stay in the log for days.",
  },
  {
    name: "DeadLettersWait",
    severity: "warning",
    expr: "max by (service) (consumer_dead_letters) > 0",
    for: "1m",
    summary: "{{ $labels.service }} gave {{ $value }} events up",
    description: "Their effects are missing until somebody replays them: for some people something did not happen.",
  },
];
