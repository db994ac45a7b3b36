import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { demandSuccess } from "./ask.ts";
import { demandPart } from "./find.ts";
import { freePort } from "./port.ts";
import { type Part, startPart } from "./process.ts";

interface S3Options {
  /** Its data and its log. */
  folder: string;
  port?: number;
  /** Made where they are not there. */
  buckets?: string[];
}

/** An S3 server, and what it lets in. */
export interface S3Part extends Part {
  accessKeyId: string;
  secretAccessKey: string;
  region: string;
}

/** Starts an S3 server whose buckets are folders; `url` is its endpoint, buckets are named in the path. */
export async function startS3(options: S3Options): Promise<S3Part> {
  const command = demandPart("versitygw");
  const port = options.port ?? (await freePort());
  const access = { accessKeyId: "platform", secretAccessKey: "of this machine's loopback alone", region: "us-east-1" };
  const data = join(options.folder, "s3/objects");
  // Beside the objects, since not each file system has attributes.
  const attributes = join(options.folder, "s3/attributes");
  await mkdir(attributes, { recursive: true });
  for (const bucket of options.buckets ?? []) await mkdir(join(data, bucket), { recursive: true });
  await mkdir(data, { recursive: true });
  const url = `http://127.0.0.1:${port}`;
  const part = await startPart({
    name: "s3",
    url,
    folder: options.folder,
    command,
    args: ["--port", `127.0.0.1:${port}`, "--health", "/health", "posix", "--sidecar", attributes, data],
    env: {
      ROOT_ACCESS_KEY_ID: access.accessKeyId,
      ROOT_SECRET_ACCESS_KEY: access.secretAccessKey,
      VGW_REGION: access.region,
      VGW_QUIET: "true",
    },
    answers: () => demandSuccess(`${url}/health`),
  });
  return Object.assign(part, access);
}
