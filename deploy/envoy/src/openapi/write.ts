// Reads a descriptor set with its comments, and prints the OpenAPI of what it declares for partners.
import { readFileSync } from "node:fs";
import { createFileRegistry, fromBinary } from "@bufbuild/protobuf";
import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
import { openApi } from "./document.ts";

const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(0)));
process.stdout.write(`${JSON.stringify(openApi(registry), null, 2)}\n`);
