import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type ServiceName, services } from "../../services.ts";
import { Sentence } from "./sentence.ts";

/** How the platform shall start; each is said by a flag, or by the environment. */
export interface Options {
  /** The web port. */
  port: number;
  /** The gRPC port for operators. */
  grpcPort: number;
  /** Where everything is kept. */
  data: string;
  only: readonly ServiceName[];
  /** Without the demo space. */
  empty: boolean;
}

const usage = `npm start -- [--port N] [--grpc-port N] [--data DIR] [--only auth,user,...] [--empty]

  --port N       the web port                      PLATFORM_WEB_PORT   8080
  --grpc-port N  the gRPC port for operators       PLATFORM_GRPC_PORT  9090
  --data DIR     where everything is kept          PLATFORM_DATA       .data
  --only LIST    these services alone              PLATFORM_ONLY       ${Object.keys(services).join(",")}
  --empty        without the demo space            PLATFORM_EMPTY`;

/** Reads flags and environment; a wrong one is told with the usage. */
export function readOptions(args: string[], env: NodeJS.ProcessEnv, root: string): Options {
  const { values } = parse(args);
  if (values.help) throw new Sentence(usage);
  const only = (values.only ?? env.PLATFORM_ONLY ?? Object.keys(services).join(",")).split(",").filter(Boolean);
  for (const name of only) {
    if (!Object.hasOwn(services, name)) throw new Sentence(`There is no service ${name}.\n\n${usage}`);
  }
  return {
    port: readPort("--port", values.port ?? env.PLATFORM_WEB_PORT ?? "8080"),
    grpcPort: readPort("--grpc-port", values["grpc-port"] ?? env.PLATFORM_GRPC_PORT ?? "9090"),
    data: resolve(root, values.data ?? env.PLATFORM_DATA ?? ".data"),
    only: only as ServiceName[],
    empty: values.empty ?? Boolean(env.PLATFORM_EMPTY),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: "string" },
        "grpc-port": { type: "string" },
        data: { type: "string" },
        only: { type: "string" },
        empty: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
  } catch (cause) {
    throw new Sentence(`${cause instanceof Error ? cause.message : cause}\n\n${usage}`);
  }
}

function readPort(name: string, text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Sentence(`${name} is no port: ${text}`);
  return port;
}
