import { Client, credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
import { ErrorInfo } from "@platform/grpc/google/rpc/error_details.ts";
import { Status } from "@platform/grpc/google/rpc/status.ts";
import { type MethodContract, statusKey } from "@platform/kit";

/** How a call ended: gRPC's code, and the reason where it was refused. */
export interface Outcome {
  code: number;
  reason: string;
}

const asIs = (bytes: Buffer) => bytes;

/** A client that sends bytes as they are, as no generated one would. */
export function createRawClient(address: string) {
  const client = new Client(address, credentials.createInsecure(), { "grpc.max_send_message_length": -1 });

  /** Calls a method; of a stream, the first message is waited for, or its end. */
  function call({ path, descriptor }: MethodContract, body: Buffer, headers: Record<string, string>): Promise<Outcome> {
    const metadata = new Metadata();
    for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
    const options = { deadline: Date.now() + 15_000 };
    if (descriptor.methodKind === "unary") {
      return new Promise((resolve) => {
        client.makeUnaryRequest(path, asIs, asIs, body, metadata, options, (error) => resolve(outcomeOf(error)));
      });
    }
    const stream = client.makeServerStreamRequest(path, asIs, asIs, body, metadata, options);
    return new Promise((resolve) => {
      stream.once("data", () => {
        resolve({ code: 0, reason: "" });
        stream.cancel();
      });
      stream.on("error", (error: ServiceError) => resolve(outcomeOf(error)));
      stream.once("end", () => resolve({ code: 0, reason: "" }));
    });
  }

  return { call, close: () => client.close() };
}

function outcomeOf(error: ServiceError | null): Outcome {
  if (!error) return { code: 0, reason: "" };
  const encoded = error.metadata.get(statusKey)[0];
  const details = encoded instanceof Buffer ? Status.decode(encoded).details : [];
  const info = details.find(({ typeUrl }) => typeUrl.endsWith(ErrorInfo.$type));
  return { code: error.code, reason: info ? ErrorInfo.decode(info.value).reason : "" };
}
