import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import { namespaces, settings } from "./names.ts";

/** What a developer's platform shares with nobody. */
interface Secrets {
  platform: string;
  keys: string;
  database: string;
  s3: string;
  grafana: string;
}

/** Kept beside what git does not see: a database goes by the password of its first start. */
const kept = fileURLToPath(new URL("../../../.data/deploy-secrets.json", import.meta.url));

function secretsOfThisMachine(): Secrets {
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8")) as Secrets;
  const random = () => randomBytes(32).toString("base64url");
  const keys = `k1:${randomBytes(32).toString("base64")}`;
  const secrets = { platform: random(), keys, database: random(), s3: random(), grafana: random() };
  mkdirSync(dirname(kept), { recursive: true });
  writeFileSync(kept, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

/** The Secrets of the overlay dev, for kubectl. */
export function devSecrets(): string {
  const { platform, keys, database, s3 } = secretsOfThisMachine();
  const secret = (name: string, stringData: Record<string, string>) => ({
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, namespace: namespaces.platform },
    stringData,
  });
  return [
    secret(settings, {
      PLATFORM_SECRET: platform,
      PLATFORM_SECRET_KEYS: keys,
      PLATFORM_DATABASE_URL: `postgres://platform:${database}@postgres:5432/{service}`,
      PLATFORM_EVENTS_URL: "kafka://kafka:9092",
      PLATFORM_KEY_VALUE_URL: "redis://redis:6379",
      PLATFORM_BLOBS_URL: `s3://platform:${s3}@s3:7070/platform?tls=false`,
      PLATFORM_MAIL_URL: "capture:",
    }),
    secret("parts", { POSTGRES_PASSWORD: database, S3_ACCESS_KEY: "platform", S3_SECRET_KEY: s3 }),
  ]
    .map((document) => stringify(document, { lineWidth: 0 }))
    .join("---\n");
}

/** The .env of compose: .env.example with its empty places filled. */
export function composeEnvironment(): string {
  const { platform, keys, database, s3, grafana } = secretsOfThisMachine();
  const values = {
    PLATFORM_SECRET: platform,
    PLATFORM_SECRET_KEYS: keys,
    POSTGRES_PASSWORD: database,
    S3_SECRET_KEY: s3,
    GRAFANA_PASSWORD: grafana,
  };
  return Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}
