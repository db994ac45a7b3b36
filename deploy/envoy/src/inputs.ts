import type { BackendName } from "../../services.ts";

/** What Envoy must know that no contract says: where things are, and how much of this machine it may take. */
export interface EnvoyInputs {
  ports: {
    /** Browsers and partners come here. */
    public: number;
    /** Operators come here, from this machine alone. */
    operators: number;
    /** Envoy's own administration, for this machine alone. */
    admin: number;
  };
  /** Where each service answers gRPC: `host:port`, or those of several processes with `+` between them. */
  addresses: Record<BackendName, string>;
  /** Where the bff answers HTTP, likewise. */
  web: string;
  /** What the public listener binds to; everything unless said. */
  host?: string;
  /** Certificate and key as PEM files; without them the public listener speaks plain HTTP. */
  tls?: { certificate: string; key: string };
  /** Proxies in front of this one whose word about the client's address is taken; none unless said. */
  trustedHops?: number;
  /** The origins of partners' pages, which may call REST and gRPC-Web; any unless said, since no cookie counts there. */
  origins?: readonly string[];
  /** Names under which packages are played, where there is nothing else; none unless said. */
  playHosts?: readonly string[];
  /** Requests of one address, of any kind. */
  addressRate?: { perMinute: number; burst: number };
  /** Connections that are held open at most. */
  connections?: number;
  /** Bytes of memory at which nothing new is let in any more. */
  memory?: number;
  /** Where a collector takes spans by OTLP over gRPC, as `host:port`; without it Envoy makes none. */
  traces?: string;
  /** Whether each request leaves a line on stdout. */
  accessLog?: boolean;
  patience?: Partial<Patience>;
}

/** How long things may take that no contract limits, in milliseconds. */
export interface Patience {
  /** For the headers of a request to come. */
  headers: number;
  /** For the body of a call to come. */
  body: number;
  /** For a file to come or go, over a slow line. */
  file: number;
  /** For a connection without a request. */
  connection: number;
  /** For the next byte of a stream. */
  stream: number;
  /** For the next byte of everything else. */
  idle: number;
  /** What a service is given beyond its own deadline, so that its refusal comes through rather than Envoy's. */
  slack: number;
  /** How long keys of access tokens are good before they are read again. */
  keys: number;
}

/** What is taken where nothing was said. */
export const standard: Patience = {
  headers: 10_000,
  body: 30_000,
  file: 3600_000,
  connection: 300_000,
  stream: 3600_000,
  idle: 60_000,
  slack: 1000,
  keys: 60_000,
};

/** All that was asked for, with what is taken where nothing was said. */
export type Settings = Required<Omit<EnvoyInputs, "tls" | "traces" | "patience">> & {
  tls: EnvoyInputs["tls"];
  traces: EnvoyInputs["traces"];
  patience: Patience;
};

/** Fills in what was not said. */
export function settle(inputs: EnvoyInputs): Settings {
  return {
    host: "0.0.0.0",
    trustedHops: 0,
    origins: ["*"],
    playHosts: [],
    addressRate: { perMinute: 6000, burst: 1500 },
    connections: 10_000,
    memory: 1 << 30,
    accessLog: true,
    ...inputs,
    tls: inputs.tls,
    traces: inputs.traces,
    patience: { ...standard, ...inputs.patience },
  };
}
