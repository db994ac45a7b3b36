import { Client, credentials } from "@grpc/grpc-js";
import { methods } from "./contract.ts";

const retryPolicy = {
  maxAttempts: 3,
  initialBackoff: "0.05s",
  maxBackoff: "1s",
  backoffMultiplier: 2,
  retryableStatusCodes: ["UNAVAILABLE"],
};

/** Calls are spread over all processes of a service, and tried again only where their contract says that it is safe. */
const serviceConfig = {
  loadBalancingConfig: [{ round_robin: {} }],
  // A tenth of the calls at most is spent on trying again.
  retryThrottling: { maxTokens: 100, tokenRatio: 0.1 },
  methodConfig: [
    {
      name: [...methods.values()]
        .filter(({ repeatable }) => repeatable)
        .map(({ descriptor }) => ({ service: descriptor.parent.typeName, method: descriptor.name })),
      retryPolicy,
    },
  ],
};

const options = {
  // Answers may be as large as a service lets them be.
  "grpc.max_receive_message_length": -1,
  // Nobody asks for grpc-js's own counts.
  "grpc.enable_channelz": 0,
  "grpc.service_config": JSON.stringify(serviceConfig),
  "grpc.service_config_disable_resolution": 1,
  "grpc.keepalive_time_ms": 30_000,
  // A process that was restarted is found again before the next one of a rollout goes.
  "grpc.initial_reconnect_backoff_ms": 100,
  "grpc.max_reconnect_backoff_ms": 1000,
};

/** A channel to a service: `host:port`, or those of several processes with `+` between them, by their IPv4 addresses. */
export function openChannel(address: string): Client {
  const target = address.includes("+") ? `ipv4:${address.replaceAll("+", ",")}` : address;
  return new Client(target, credentials.createInsecure(), options);
}
