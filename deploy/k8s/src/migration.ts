import type { ServiceName } from "../../services.ts";
import { fromSettings, migrationEnvironment } from "./environment.ts";
import type { Json, Manifest } from "./manifest.ts";
import { metadata } from "./names.ts";
import { containerSecurity, podSecurity, resources, withoutCluster } from "./pod.ts";

/** Brings a service's database up to date, before the processes that expect it to be. */
export function migration(service: ServiceName): Manifest {
  const own = metadata(`${service}-migration`, "migration", service);
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: {
      ...own,
      // Argo CD runs it before all else, and again for each release.
      annotations: {
        "argocd.argoproj.io/hook": "PreSync",
        "argocd.argoproj.io/hook-delete-policy": "BeforeHookCreation",
      },
    },
    spec: {
      backoffLimit: 6,
      activeDeadlineSeconds: 1800,
      // A job cannot be changed; the next release makes it anew.
      ttlSecondsAfterFinished: 3600,
      template: {
        metadata: {
          // No sidecar, which would have to be there for a database outside of the mesh.
          labels: { ...(own.labels as { [key: string]: Json }), "sidecar.istio.io/inject": "false" },
        },
        spec: {
          restartPolicy: "OnFailure",
          ...withoutCluster,
          securityContext: podSecurity(),
          containers: [
            {
              name: "migrate",
              image: `platform/${service}`,
              imagePullPolicy: "IfNotPresent",
              args: ["migrate"],
              envFrom: fromSettings,
              env: migrationEnvironment(),
              resources: resources("100m", "128Mi", "512Mi"),
              securityContext: containerSecurity,
              volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
            },
          ],
          volumes: [{ name: "tmp", emptyDir: { sizeLimit: "64Mi" } }],
        },
      },
    },
  };
}
