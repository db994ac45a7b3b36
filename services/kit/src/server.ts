import {
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceDefinition,
  type sendUnaryData,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { send } from "./send.ts";
import { addHealth, addReflection } from "./standard-services.ts";
import { asBuffer } from "./wire.ts";

/** A call as it came to the server, its request as bytes. */
export type IncomingCall = ServerUnaryCall<Buffer, Uint8Array> | ServerWritableStream<Buffer, Uint8Array>;

/** The first value of a call's header that is text. */
export function header(call: IncomingCall, name: string): string | undefined {
  const [value] = call.metadata.get(name);
  return typeof value === "string" ? value : undefined;
}

/** What answers the calls of one contract; failures are thrown as `Failure`. */
export interface ServedContract {
  name: string;
  unary: Record<string, (call: ServerUnaryCall<Buffer, Uint8Array>) => Promise<Uint8Array>>;
  streams: Record<string, (call: ServerWritableStream<Buffer, Uint8Array>) => AsyncIterable<Uint8Array>>;
}

const drainMs = 10_000;
const asIs = (bytes: Buffer) => bytes;

/** The gRPC server of a process, straight on grpc-js, with the standard health and reflection services. */
export function createGrpcServer() {
  const server = new Server({
    "grpc.max_receive_message_length": 17 << 20,
    "grpc.max_metadata_size": 16 << 10,
    // Nobody asks for its counts; the metrics have better ones.
    "grpc.enable_channelz": 0,
  });
  const names: string[] = [];
  const health = addHealth(server);

  function add({ name, unary, streams }: ServedContract): void {
    const definition: Record<string, ServiceDefinition[string]> = {};
    const implementation: UntypedServiceImplementation = {};
    for (const [method, answer] of Object.entries(unary)) {
      definition[method] = rawMethod(name, method, false);
      implementation[method] = (call: ServerUnaryCall<Buffer, Uint8Array>, callback: sendUnaryData<Uint8Array>) => {
        answer(call).then(
          (bytes) => callback(null, bytes),
          (failure) => callback(failure),
        );
      };
    }
    for (const [method, answer] of Object.entries(streams)) {
      definition[method] = rawMethod(name, method, true);
      implementation[method] = (call: ServerWritableStream<Buffer, Uint8Array>) => void send(call, answer(call));
    }
    server.addService(definition, implementation);
    names.push(name);
    health.setStatus("healthy", name);
  }

  /** Listens on `host:port`; answers with the port. Reflection tells of the contracts here and of those `elsewhere`. */
  function listen(address: string, elsewhere: readonly string[]): Promise<number> {
    addReflection(server, [...new Set([...names, ...elsewhere])]);
    return new Promise((resolve, reject) => {
      const credentials = ServerCredentials.createInsecure();
      server.bindAsync(address, credentials, (error, port) => (error ? reject(error) : resolve(port)));
    });
  }

  /** Takes no further calls and waits for those in flight, ten seconds at most. */
  async function drain(): Promise<void> {
    const late = setTimeout(() => server.forceShutdown(), drainMs);
    await new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
    clearTimeout(late);
  }

  return { add, listen, drain };
}

function rawMethod(service: string, method: string, responseStream: boolean) {
  return {
    path: `/${service}/${method}`,
    requestStream: false,
    responseStream,
    requestSerialize: asIs,
    requestDeserialize: asIs,
    responseSerialize: asBuffer,
    responseDeserialize: asIs,
  };
}
