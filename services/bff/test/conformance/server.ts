// The server under the conformance runner: the bridge, in front of a gRPC server of the runner's contract. It is told
// on stdin how to be, and tells on stdout where it is.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { create, createFileRegistry, type DescMessage, fromBinary, toBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { Client, credentials } from "@grpc/grpc-js";
import { createBridge } from "../../src/bridge/bridge.ts";
import { queryKey, serveConformance, serviceName } from "./service.ts";

const readOnly = 1;
const [descriptors = ""] = process.argv.slice(2);
const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(descriptors)));
const compat = (name: string) => registry.getMessage(`connectrpc.conformance.v1.${name}`) as DescMessage;

/** One message, its length before it. */
async function readMessage(): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  for await (const chunk of process.stdin) {
    bytes = Buffer.concat([bytes, chunk as Buffer]);
    if (bytes.length >= 4 && bytes.length >= 4 + bytes.readUInt32BE(0)) break;
  }
  return bytes.subarray(4, 4 + bytes.readUInt32BE(0));
}

const asked = fromBinary(compat("ServerCompatRequest"), await readMessage()) as unknown as {
  messageReceiveLimit: number;
};
const client = new Client(`127.0.0.1:${await serveConformance(registry)}`, credentials.createInsecure());
const methods = registry.getService(serviceName)?.methods ?? [];
const bridge = createBridge({
  registry,
  method(path) {
    const descriptor = methods.find(({ name }) => path === `/${serviceName}/${name}`);
    return descriptor && { path, descriptor, readOnly: descriptor.idempotency === readOnly };
  },
  client: () => client,
  async identify(request, metadata) {
    const query = (request.url ?? "").split("?")[1];
    if (query) metadata.set(queryKey, query);
  },
  ...(asked.messageReceiveLimit > 0 && { mostBytes: asked.messageReceiveLimit }),
});
const web = createServer((request, response) => {
  bridge(request, response).then(
    (known) => known || response.writeHead(404).end(),
    () => response.destroy(),
  );
});
web.listen(0, "127.0.0.1", () => {
  const { port } = web.address() as { port: number };
  const schema = compat("ServerCompatResponse");
  const told = toBinary(schema, create(schema, { host: "127.0.0.1", port } as never));
  const head = Buffer.alloc(4);
  head.writeUInt32BE(told.length);
  process.stdout.write(Buffer.concat([head, told]));
});
