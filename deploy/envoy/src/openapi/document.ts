import { type DescMethod, type DescService, type FileRegistry, getOption, hasOption } from "@bufbuild/protobuf";
import { Access, type RpcOptions, rpc } from "@platform/contract/platform/options/v1/options_pb.ts";
import type { Json, JsonObject } from "../json.ts";
import { demandDistinct, queryFields, restCall } from "../rest.ts";
import { firstSentence, sentence } from "./comments.ts";
import { rulesOf } from "./rules.ts";
import { createSchemas } from "./schemas.ts";

type Schemas = ReturnType<typeof createSchemas>;

/** The details that refusals carry. */
const detailTypes = ["google.rpc.ErrorInfo", "google.rpc.BadRequest", "google.rpc.RetryInfo"];
const status = "google.rpc.Status";

/** OpenAPI 3.1 of the REST API for partners: what the contracts say of the methods that partners see. */
export function openApi(registry: FileRegistry): JsonObject {
  const methods = [...registry]
    .filter((type): type is DescService => type.kind === "service")
    .flatMap((service) => service.methods)
    .filter((method) => hasOption(method, rpc) && getOption(method, rpc).partner);
  demandDistinct(methods);
  const schemas = createSchemas();
  const paths = Object.fromEntries(
    methods.map((method) => {
      const { verb, path } = restCall(method);
      return [path, { [verb.toLowerCase()]: operation(method, schemas) }] as const;
    }),
  );
  const services = [...new Set(methods.map(({ parent }) => parent))];
  return {
    openapi: "3.1.0",
    info: {
      title: "Platform",
      version: "v1",
      description:
        "The platform for partners' programs. What has no side effects is asked by GET, everything else by POST. " +
        "The same methods answer gRPC, gRPC-Web and Connect. A call that is refused answers with google.rpc.Status.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: services.map((service) => ({ name: service.name, description: sentence(service) })),
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: {
        token: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "An access token, such as ExchangeApiKey answers with.",
        },
      },
      responses: {
        Refusal: {
          description: "The call was refused; `reason` in ErrorInfo says why, for programs.",
          content: json(refusalSchema(registry, schemas)),
        },
      },
      schemas: schemas.all(),
    },
  };
}

function operation(method: DescMethod, schemas: Schemas): JsonObject {
  const options = getOption(method, rpc);
  const said = sentence(method);
  return {
    operationId: `${method.parent.name}_${method.name}`,
    tags: [method.parent.name],
    summary: firstSentence(said),
    description: [said, ...conditions(options)].join("\n\n"),
    ...(options.access === Access.PUBLIC && { security: [{}, { token: [] }] }),
    ...asked(method, options, schemas),
    responses: {
      "200": { description: sentence(method.output), content: json(schemas.refer(method.output)) },
      default: { $ref: "#/components/responses/Refusal" },
    },
  };
}

/** How the request is sent: in the query, or as a body. */
function asked(method: DescMethod, options: RpcOptions, schemas: Schemas): JsonObject {
  const key = { name: "idempotency-key", in: "header", schema: { type: "string", maxLength: 200 } };
  const parameters: Json[] = options.idempotencyKey
    ? [{ ...key, description: "The same key with the same request answers with the saved response for 24 hours." }]
    : [];
  if (restCall(method).verb === "POST") {
    const requestBody = {
      description: sentence(method.input),
      required: true,
      content: json(schemas.refer(method.input)),
    };
    return { ...(parameters.length > 0 && { parameters }), requestBody };
  }
  for (const { name, field } of queryFields(method.input)) {
    const { description, ...schema } = schemas.described(field);
    parameters.push({
      name,
      in: "query",
      description: description ?? "",
      ...(rulesOf(field).required && { required: true }),
      schema,
    });
  }
  return parameters.length > 0 ? { parameters } : {};
}

/** What a caller must have, and how often it may call. */
function conditions({ scopes, roles, rate }: RpcOptions): string[] {
  return [
    scopes.length > 0 ? `Scopes: ${scopes.map((scope) => `\`${scope}\``).join(", ")}.` : "",
    roles.length > 0 ? `Roles, one of: ${roles.join(", ")}.` : "",
    rate ? `At most ${rate.perMinute} calls a minute.` : "",
  ].filter(Boolean);
}

function refusalSchema(registry: FileRegistry, schemas: Schemas): JsonObject {
  const details = detailTypes.map((name) => {
    const type = demand(registry, name);
    const named = {
      type: "object",
      required: ["@type"],
      properties: { "@type": { const: `type.googleapis.com/${name}` } },
    };
    return { allOf: [named, schemas.refer(type)] };
  });
  return {
    allOf: [
      schemas.refer(demand(registry, status)),
      { type: "object", properties: { details: { type: "array", items: { anyOf: details } } } },
    ],
  };
}

function demand(registry: FileRegistry, name: string) {
  const type = registry.getMessage(name);
  if (!type) throw new Error(`The contracts lack ${name}`);
  return type;
}

function json(schema: JsonObject): JsonObject {
  return { "application/json": { schema } };
}
