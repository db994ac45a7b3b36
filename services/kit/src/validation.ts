import { fromBinary } from "@bufbuild/protobuf";
import { pathToString } from "@bufbuild/protobuf/reflect";
import { createValidator } from "@bufbuild/protovalidate";
import { type MethodContract, registry } from "./contract.ts";
import { refuse } from "./refusal.ts";
import { demandShallow } from "./wire.ts";

const validator = createValidator({ registry });

/** Checks the bytes of a request against the rules of its contract; refuses with one violation a field. */
export function validateRequest(contract: MethodContract, bytes: Uint8Array): void {
  const message = decodeRequest(() => {
    demandShallow(contract.descriptor.input, bytes);
    return fromBinary(contract.descriptor.input, bytes);
  });
  const result = validator.validate(contract.descriptor.input, message);
  if (result.kind === "valid") return;
  if (result.kind === "error") throw result.error;
  throw refuse.invalid(
    Object.fromEntries(
      result.violations.map((violation) => [
        pathToString(violation.field) || "request",
        violation.message || violation.ruleId,
      ]),
    ),
  );
}

/** What `read` makes of a request's bytes; refuses those that are no message, in whichever way the reader says it. */
export function decodeRequest<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw Object.assign(refuse.invalid({ request: "is not a well-formed message" }, "REQUEST_MALFORMED"), { cause });
  }
}
