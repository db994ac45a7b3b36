import { type DescMethod, fromBinary, toBinary } from "@bufbuild/protobuf";
import { BinaryWriter, base64Decode, WireType } from "@bufbuild/protobuf/wire";
import { type FileDescriptorProto, type FileDescriptorSet, FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { descriptorSet } from "@platform/contract/descriptors.ts";
import { type JsonObject, typed } from "./json.ts";
import { demandDistinct, restCall } from "./rest.ts";

/** google.api.http among a method's options, and what a rule says there. */
const httpOption = 72295728;
const ruleField = { GET: 2, POST: 4, body: 7 } as const;

/** Translates partners' REST into gRPC and back, a refusal's details included. */
export function transcoder(methods: readonly DescMethod[]): JsonObject {
  demandDistinct(methods);
  return typed("extensions.filters.http.grpc_json_transcoder.v3.GrpcJsonTranscoder", {
    proto_descriptor_bin: Buffer.from(toBinary(FileDescriptorSetSchema, withRules(methods))).toString("base64"),
    services: [...new Set(methods.map(({ parent }) => parent.typeName))],
    convert_grpc_status: true,
    match_incoming_request_route: true,
    print_options: { always_print_primitive_fields: true },
    request_validation_options: { reject_unknown_method: true, reject_unknown_query_parameters: true },
    max_request_body_size: 1 << 20,
    max_response_body_size: 1 << 24,
  });
}

/** The contracts of these methods, each with its HTTP rule, and whatever they and the details of refusals are made of. */
function withRules(methods: readonly DescMethod[]): FileDescriptorSet {
  const all = fromBinary(FileDescriptorSetSchema, base64Decode(descriptorSet));
  const byName = new Map(all.file.map((file) => [file.name, file]));
  const needed = new Set<FileDescriptorProto>();
  const need = (name: string) => {
    const file = byName.get(name);
    if (!file || needed.has(file)) return;
    for (const dependency of file.dependency) need(dependency);
    needed.add(file);
  };
  for (const { parent } of methods) need(parent.proto.name && `${parent.file.name}.proto`);
  need("google/rpc/status.proto");
  need("google/rpc/error_details.proto");
  const rules = new Map(methods.map((method) => [`${method.parent.typeName}/${method.name}`, httpRule(method)]));
  for (const file of needed) {
    for (const service of file.service) {
      for (const method of service.method) {
        const rule = rules.get(`${file.package}.${service.name}/${method.name}`);
        if (!rule || !method.options) continue;
        method.options.$unknown = [
          ...(method.options.$unknown ?? []),
          { no: httpOption, wireType: WireType.LengthDelimited, data: rule },
        ];
      }
    }
  }
  return { ...all, file: [...needed] };
}

/** google.api.HttpRule of a method, with its length, as an unknown field keeps it. */
function httpRule(method: DescMethod): Uint8Array {
  const { verb, path } = restCall(method);
  const rule = new BinaryWriter().tag(ruleField[verb], WireType.LengthDelimited).string(path);
  if (verb === "POST") rule.tag(ruleField.body, WireType.LengthDelimited).string("*");
  return new BinaryWriter().bytes(rule.finish()).finish();
}
