import { services } from "../../services.ts";
import { authorization, requestAuthentication, strict } from "./istio/authorization.ts";
import { edge, gateway, play } from "./istio/edge.ts";
import { between, destination } from "./istio/traffic.ts";
import { file, type JsonObject } from "./manifest.ts";
import { migration } from "./migration.ts";
import { serviceNames } from "./names.ts";
import { migrationNetwork, network, nothingByItself } from "./network.ts";
import {
  dev,
  kustomization,
  namespace,
  production,
  productionMigrations,
  release,
  settingsGenerator,
  tilt,
} from "./overlays.ts";
import { parts } from "./parts.ts";
import { workload } from "./workload.ts";

/** Everything that `deploy/k8s` holds beside the generator, by its path there. */
export function manifests(): Map<string, string> {
  const keeping = serviceNames.filter((name) => services[name].database);
  const folders: Record<string, Record<string, JsonObject[]>> = {
    settings: { namespace: [namespace], network: [nothingByItself] },
    base: Object.fromEntries(serviceNames.map((name) => [name, [...workload(name), network(name)]])),
    migrations: {
      ...Object.fromEntries(keeping.map((name) => [name, [migration(name)]])),
      network: [migrationNetwork],
    },
    istio: {
      platform: strict,
      edge: [gateway, edge(), play()],
      ...Object.fromEntries(
        serviceNames.map((name) => [
          name,
          [authorization(name), ...requestAuthentication(name), destination(name), between(name)],
        ]),
      ),
    },
  };
  const files = new Map<string, string>();
  for (const [folder, own] of Object.entries(folders)) {
    for (const [name, documents] of Object.entries(own)) files.set(`${folder}/${name}.yaml`, file(...documents));
    const resources = Object.keys(own).map((name) => `${name}.yaml`);
    const more = folder === "settings" ? settingsGenerator : {};
    files.set(`${folder}/kustomization.yaml`, file(kustomization(resources, more)));
  }
  files.set("overlays/dev/kustomization.yaml", file(dev()));
  files.set("overlays/tilt/kustomization.yaml", file(tilt()));
  files.set("overlays/dev/parts.yaml", file(...parts()));
  files.set("overlays/production/kustomization.yaml", file(production));
  files.set("overlays/production/release/kustomization.yaml", file(release));
  files.set("overlays/production/migrations/kustomization.yaml", file(productionMigrations));
  return files;
}
