// The rules of the house (docs/architecture.md), computed from the folders.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { methods, personalServices, registry } from "@platform/kit";
import { describe, expect, it } from "vitest";
import { services, topics } from "../deploy/services.ts";
import { declared } from "./declared.ts";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const names = Object.keys(services) as (keyof typeof services)[];
const rooms = readdirSync(join(root, "services")).filter((name) => name !== "kit");

/** The sources under a folder. What pnpm links is not followed: packages link one another without end. */
function sources(folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ["node_modules", "dist"].includes(entry.name) ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

const read = (path: string) => readFileSync(join(root, path), "utf8");
const isTest = (path: string) => /\.test\.tsx?$|\/test\/|\/journeys\//.test(path);
const importLine = /^(?:import|export)\s[^;]*?\sfrom\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm;

/** What a file imports: packages by name, files as paths from the root. */
function imports(path: string): string[] {
  return [...read(path).matchAll(importLine)]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? "")
    .map((target) => (target.startsWith(".") ? relative(root, resolve(root, dirname(path), target)) : target));
}

/** The imports of a folder's files that a rule does not allow, as `file -> import`. */
function strangers(folder: string, allowed: (target: string, path: string) => boolean): string[] {
  return sources(folder)
    .filter((path) => !isTest(path))
    .flatMap((path) =>
      imports(path)
        .filter((target) => !allowed(target, path))
        .map((target) => `${path} -> ${target}`),
    );
}

const ours = (target: string) =>
  target.startsWith("@platform/") || /^(services|web|gen|deploy|proto|test)\//.test(target);

describe("who may import whom", () => {
  it("gen imports nothing of ours but gen", () => {
    expect(strangers("gen", (target) => !ours(target) || target.startsWith("gen/"))).toEqual([]);
  });

  it("the kit imports gen alone", () => {
    const allowed = (target: string) => !ours(target) || /^@platform\/(grpc|contract)\/|^services\/kit\//.test(target);
    expect(strangers("services/kit/src", allowed)).toEqual([]);
  });

  it.each(rooms.filter((name) => name !== "bff"))("%s imports the kit, gen/grpc and itself", (name) => {
    const allowed = (target: string) =>
      !ours(target) ||
      /^@platform\/(kit$|kit\/(archives|threads)$|grpc\/)/.test(target) ||
      target.startsWith(`services/${name}/`);
    expect(strangers(`services/${name}/src`, allowed)).toEqual([]);
  });

  it("the bff imports the kit, gen/connect and itself, and has no database", () => {
    const allowed = (target: string) =>
      (!ours(target) || /^@platform\/(kit$|connect\/)|^services\/bff\//.test(target)) && !target.startsWith("drizzle");
    expect(strangers("services/bff/src", allowed)).toEqual([]);
    expect(services.bff.database).toBe(false);
  });

  it("the web imports gen/connect; components and lib -> features -> app", () => {
    const depth = (path: string) => ["lib", "components", "features", "app"].indexOf(path.split("/")[2] ?? "");
    const allowed = (target: string, path: string) => {
      if (!ours(target)) return true;
      if (target.startsWith("@platform/")) return target.startsWith("@platform/connect/");
      if (!target.startsWith("web/src/")) return false;
      return path === "web/src/main.tsx" || depth(target) <= depth(path) || (depth(path) === 0 && depth(target) === 1);
    };
    expect(strangers("web/src", allowed)).toEqual([]);
  });

  it("inside a service: main -> rpc, consumers -> nouns -> schema; nouns know no gRPC", () => {
    // Tables may say the types of what a noun keeps in them.
    const isType = (path: string, target: string) =>
      read(path).match(
        new RegExp(`import type .* from "\\.{1,2}/(.*/)?${target.split("/").at(-1)?.replace(".", "\\.")}"`),
      );
    const layer = (path: string) => {
      const [, , , file = ""] = path.split("/");
      if (file === "main.ts") return 3;
      if (/^(rpc|consumers|tasks)(\.ts)?$/.test(file)) return 2;
      return /^schema(\.ts)?$/.test(file) ? 0 : 1;
    };
    const wrong = rooms
      .filter((name) => name !== "bff")
      .flatMap((name) =>
        strangers(`services/${name}/src`, (target, path) => {
          if (layer(path) < 2 && /^nice-grpc|^@grpc\//.test(target)) return false;
          return (
            !target.startsWith(`services/${name}/src/`) || layer(target) <= layer(path) || isType(path, target) !== null
          );
        }),
      );
    expect(wrong).toEqual([]);
    const nouns = rooms.flatMap((name) => sources(`services/${name}/src`)).filter((path) => layer(path) < 2);
    expect(nouns.filter((path) => /ServiceDefinition\b/.test(read(path)))).toEqual([]);
  });
});

describe("rooms", () => {
  it("are those of the street map", () => {
    expect(rooms.sort()).toEqual([...names].sort());
  });

  it.each(rooms)("%s has a main of 15 lines at most without its imports, and a README that says what it is", (name) => {
    const main = read(`services/${name}/src/main.ts`).split("\n");
    expect(
      main.filter((line) => line && !line.startsWith("import ") && !/^ {2}\w+,$|^\} from/.test(line)).length,
    ).toBeLessThanOrEqual(15);
    const headings = [...read(`services/${name}/README.md`).matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(headings).toEqual(["Owns", "Answers", "Emits", "Listens"]);
  });

  it.each(names)("%s listens to whom the street map says", (name) => {
    const topics = (declared[name].consumers ?? []).map(({ topic }) => topic.split(".")[1] as string);
    const own = declared[name].personal ? ["auth"] : [];
    expect([...new Set([...topics, ...own])].sort()).toEqual([...services[name].listens].sort());
  });

  it("announce on the topics of the street map", () => {
    const announced = [...registry].filter((type) => type.kind === "message" && type.file.name.endsWith("_events"));
    const packages = announced.map((type) => ("file" in type ? type.file.proto.package : ""));
    expect([...new Set(packages)].sort()).toEqual(Object.keys(topics).sort());
  });

  it.each(personalServices)("%s, whose contract has personal fields, says how it collects and erases them", (name) => {
    expect(declared[name as keyof typeof declared].personal).toBeDefined();
  });

  it("have no dumping grounds", () => {
    const bad = [...sources("services"), ...sources("web/src"), ...sources("deploy")].filter((path) =>
      /\b(utils?|helpers?|manager|misc)\b/i.test(path),
    );
    expect(bad).toEqual([]);
  });
});

describe("contracts", () => {
  const tests = [...sources("services"), ...sources("test"), ...sources("web/test"), ...sources("web/journeys")]
    .filter(isTest)
    .map(read)
    .join("\n");

  it.each([...methods.values()].map((method) => [method.path, method] as const))(
    "%s is answered by a service",
    (_path, { service }) => {
      expect([...names, "operations"]).toContain(service);
    },
  );

  it("have every method named in a test", () => {
    const unnamed = [...methods.values()]
      .filter(({ descriptor }) => !new RegExp(`\\b(${descriptor.localName}|${descriptor.name})\\b`).test(tests))
      .map(({ path }) => path);
    expect(unnamed).toEqual([]);
  });

  it("have words in the security log for every call that is audited", () => {
    // Auth tells of its acts by names of their own.
    const audited = [...methods.values()].filter(({ service, options }) => options.audit && service !== "auth");
    expect(audited.length).toBeGreaterThan(40);
    const names = audited.map(({ descriptor }) => `${descriptor.parent.name}.${descriptor.name}`);
    const words = read("web/src/components/audit-words.ts");
    expect(names.filter((name) => words.split(`"${name}": "`).length !== 3)).toEqual([]);
  });
});
