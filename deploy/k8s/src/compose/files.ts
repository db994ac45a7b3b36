import { envoyConfig, playHosts } from "@platform/envoy";
import { eachBackend, services } from "../../../services.ts";
import { file } from "../manifest.ts";
import { ports } from "../names.ts";
import { collector } from "./collector.ts";
import { compose } from "./compose.ts";
import { standardPlayUrl } from "./edge.ts";
import { withStats } from "./stats.ts";

/** Everything that `deploy/compose` holds, by its path there. */
export function composeFiles(): Map<string, string> {
  const admin = 9902;
  const envoy = envoyConfig({
    ports: { public: 8000, operators: 8001, admin },
    addresses: eachBackend((name) => `${name}:${services[name].port}`),
    web: `bff:${ports.web}`,
    playHosts: playHosts(standardPlayUrl),
    traces: "collector:4317",
  });
  return new Map([
    ["compose.yaml", file(compose())],
    ["envoy.json", `${JSON.stringify(withStats(envoy, 9901, admin))}\n`],
    [".env.example", environmentExample],
    [".gitignore", ".env\n"],
    ["collector.yaml", file(collector)],
  ]);
}

const environmentExample = `# Copy to .env and fill in, or let \`npm run -s manifests -- env > deploy/compose/.env\` do both.
# At least 32 characters that nobody can guess; the same for all services, for as long as the platform lives.
PLATFORM_SECRET=
# name:base64 of 32 bytes; a new one goes in front, and the old one stays behind it for a day.
PLATFORM_SECRET_KEYS=
# Letters and digits alone.
POSTGRES_PASSWORD=
S3_SECRET_KEY=
# Where people find the platform.
PLATFORM_PUBLIC_URL=http://localhost:8000
# The origin of SCORM packages: another host, best of another domain. Where people come to localhost:8000, empty is enough.
PLATFORM_PLAY_URL=
# smtps://user:password@host?from=platform@example.org; capture: keeps mail, which is then read at /dev/mail.
PLATFORM_MAIL_URL=capture:
# Who is made an administrator when they register.
PLATFORM_ADMIN_EMAIL=
GRAFANA_PASSWORD=
# Where Elasticsearch keeps the logs, for Grafana to show them; empty for none (deploy/observability/README.md).
ELASTICSEARCH_URL=
# What the images are called, and of which release.
PLATFORM_IMAGE_PREFIX=platform
PLATFORM_IMAGE_TAG=dev
`;
