import {
  Metadata,
  type MethodDefinition,
  type Server,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceDefinition,
  type sendUnaryData,
  status,
} from "@grpc/grpc-js";
import { ServerError } from "nice-grpc-common";
import { HealthDefinition, HealthServiceImpl, HealthState } from "nice-grpc-server-health";
import { ServerReflection, ServerReflectionService } from "nice-grpc-server-reflection";
import { descriptorBytes } from "./contract.ts";
import { send } from "./send.ts";
import type { Failure } from "./status.ts";

/** Answers grpc.health.v1; what is returned takes the state of each service. */
export function addHealth(server: Server): HealthState {
  const state = HealthState();
  const health = HealthServiceImpl(state) as unknown as HealthHandlers;
  const { check, watch } = HealthDefinition.methods;
  server.addService(
    { check: onMessages(check), watch: onMessages(watch) },
    {
      check(call: ServerUnaryCall<HealthRequest, object>, callback: sendUnaryData<object>) {
        health.check(call.request, contextOf(call)).then(
          (response) => callback(null, response),
          (error) => callback(asFailure(error)),
        );
      },
      watch: (call: ServerWritableStream<HealthRequest, object>) =>
        void send(call, health.watch(call.request, contextOf(call))),
    },
  );
  return state;
}

/** Answers grpc.reflection.v1 with the contracts of the services named, as they were written. */
export function addReflection(server: Server, names: readonly string[]): void {
  const { serverReflectionInfo } = ServerReflection(descriptorBytes, names);
  server.addService(ServerReflectionService as unknown as ServiceDefinition, {
    serverReflectionInfo(call: ServerDuplexStream<object, object>) {
      // Whoever has asked all waits for the status, which a stream that was destroyed behind its last question never sends.
      const questions = call.iterator({ destroyOnReturn: false });
      void send(call, serverReflectionInfo(questions as never, contextOf(call) as never));
    },
  });
}

type HealthRequest = { service: string };

interface HealthHandlers {
  check(request: HealthRequest, context: { signal: AbortSignal }): Promise<object>;
  watch(request: HealthRequest, context: { signal: AbortSignal }): AsyncIterable<object>;
}

type HealthMethod = (typeof HealthDefinition.methods)["check" | "watch"];

function onMessages({ name, requestType, responseType, requestStream, responseStream }: HealthMethod) {
  const definition: MethodDefinition<object, object> = {
    path: `/${HealthDefinition.fullName}/${name}`,
    requestStream,
    responseStream,
    requestSerialize: (message: object) => Buffer.from(requestType.encode(message as never).finish()),
    requestDeserialize: (bytes: Buffer) => requestType.decode(bytes),
    responseSerialize: (message: object) => Buffer.from(responseType.encode(message as never).finish()),
    responseDeserialize: (bytes: Buffer) => responseType.decode(bytes),
  };
  return definition;
}

/** All that these services ask of a call: when it is over. */
function contextOf(call: NodeJS.EventEmitter): { signal: AbortSignal } {
  const life = new AbortController();
  call.once("cancelled", () => life.abort());
  return { signal: life.signal };
}

function asFailure(error: unknown): Failure {
  const code = error instanceof ServerError ? (error.code as number) : status.INTERNAL;
  return { code, details: error instanceof Error ? error.message : "", metadata: new Metadata() };
}
