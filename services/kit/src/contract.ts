import {
  createFileRegistry,
  type DescMessage,
  type DescMethod,
  type DescService,
  type FileRegistry,
  fromBinary,
  getOption,
  hasOption,
} from "@bufbuild/protobuf";
import { base64Decode } from "@bufbuild/protobuf/wire";
import { FileDescriptorSetSchema, MethodOptions_IdempotencyLevel } from "@bufbuild/protobuf/wkt";
import { descriptorSet } from "@platform/contract/descriptors.ts";
import { Access, event, field, type RpcOptions, rpc } from "@platform/contract/platform/options/v1/options_pb.ts";

export { Access };

/** The full descriptor set as bytes, for reflection. */
export const descriptorBytes = base64Decode(descriptorSet);

/** Every message, service and extension of the contracts. */
export const registry: FileRegistry = createFileRegistry(fromBinary(FileDescriptorSetSchema, descriptorBytes));

/** What the contract says of one method, read once. */
export interface MethodContract {
  /** `/platform.news.v1.NewsService/GetArticle`. */
  path: string;
  /** The word between `platform.` and `.v1`. */
  service: string;
  descriptor: DescMethod;
  options: RpcOptions;
  /** Milliseconds; undefined where the call has no end of its own. */
  timeout: number | undefined;
  /** Milliseconds; undefined where any session will do. */
  reauthentication: number | undefined;
  /** NO_SIDE_EFFECTS, so that Connect may ask with GET. */
  readOnly: boolean;
  /** NO_SIDE_EFFECTS or IDEMPOTENT, so that a call which may not have arrived can be made again. */
  repeatable: boolean;
}

const standardTimeout = 10_000;

/** All methods of the platform's own contracts by path. */
export const methods: ReadonlyMap<string, MethodContract> = new Map(
  [...registry]
    .filter((type): type is DescService => type.kind === "service")
    .flatMap((service) => service.methods.filter((method) => hasOption(method, rpc)))
    .map((method) => {
      const contract = readMethod(method);
      return [contract.path, contract];
    }),
);

/** The contract of a method, by its path. */
export function methodContract(path: string): MethodContract {
  const contract = methods.get(path);
  if (!contract) throw new Error(`No contract declares ${path}; run pnpm gen`);
  return contract;
}

/** `platform.news.v1.NewsService` -> `news`. */
export function serviceOf(typeName: string): string {
  const [, service] = typeName.split(".");
  if (!service) throw new Error(`${typeName} is no name of the platform's contracts`);
  return service;
}

/** The full names of the gRPC contracts that some services answer; the bff answers browsers alone. */
export function contractsOf(services: readonly string[]): string[] {
  const named = [...methods.values()].filter(({ service }) => service !== "bff" && services.includes(service));
  return [...new Set(named.map(({ descriptor }) => descriptor.parent.typeName))];
}

/** What the contract says of one event. */
export interface EventContract {
  /** The topic that carries it. */
  topic: string;
  /** The field that orders it. */
  key: string;
  descriptor: DescMessage;
}

const events = new Map<string, EventContract>();

/** What the contract says of an event, read once. */
export function eventContract(typeName: string): EventContract {
  const contract = events.get(typeName) ?? readEvent(typeName);
  events.set(typeName, contract);
  return contract;
}

function readEvent(typeName: string): EventContract {
  const descriptor = registry.getMessage(typeName);
  if (!descriptor || !hasOption(descriptor, event)) {
    throw new Error(`${typeName} is not declared as an event: it lacks (platform.options.v1.event).key`);
  }
  const keyField = descriptor.fields.find((candidate) => candidate.name === getOption(descriptor, event).key);
  if (!keyField) throw new Error(`${typeName} names a key that is not among its fields`);
  return { topic: descriptor.file.proto.package, key: keyField.localName, descriptor };
}

/** The full names of the events that a service's own contract declares. */
export function eventTypesOf(service: string): string[] {
  return [...registry]
    .filter((type): type is DescMessage => type.kind === "message" && hasOption(type, event))
    .map(({ typeName }) => typeName)
    .filter((typeName) => typeName.startsWith(`platform.${service}.v1.`));
}

/** Whether the contract marks a field as sensitive: never logged, never traced. */
export function isSensitive(descriptor: DescMessage["fields"][number]): boolean {
  return hasOption(descriptor, field) && getOption(descriptor, field).sensitive;
}

/** The services whose contracts say that they hold something personal, in alphabetical order. */
export const personalServices: readonly string[] = [
  ...new Set(
    [...registry]
      .filter((type): type is DescMessage => type.kind === "message" && type.typeName.startsWith("platform."))
      .filter((message) => message.fields.some((one) => hasOption(one, field) && getOption(one, field).personal))
      .map((message) => serviceOf(message.typeName))
      .filter((service) => !["bff", "operations"].includes(service)),
  ),
].sort();

function readMethod(descriptor: DescMethod): MethodContract {
  const options = getOption(descriptor, rpc);
  const streams = descriptor.methodKind !== "unary";
  return {
    path: `/${descriptor.parent.typeName}/${descriptor.name}`,
    service: serviceOf(descriptor.parent.typeName),
    descriptor,
    options,
    timeout: milliseconds(options.timeout) ?? (streams ? undefined : standardTimeout),
    reauthentication: milliseconds(options.reauthentication),
    readOnly: descriptor.idempotency === MethodOptions_IdempotencyLevel.NO_SIDE_EFFECTS,
    repeatable: descriptor.idempotency !== MethodOptions_IdempotencyLevel.IDEMPOTENCY_UNKNOWN,
  };
}

function milliseconds(duration: { seconds: bigint; nanos: number } | undefined): number | undefined {
  return duration && Number(duration.seconds) * 1000 + duration.nanos / 1e6;
}
