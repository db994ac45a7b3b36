// `npm run bench`: what the platform must reach, measured in one run on this machine; `npm run bench -- mesh` what it
// must reach on the real parts.
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { measureCalls } from "./calls.ts";
import { measureChaos } from "./chaos.ts";
import { measureEnvoy } from "./envoy.ts";
import { measureEvents } from "./events.ts";
import { type Figure, isReached, machine, table } from "./figure.ts";
import { measureKafka } from "./kafka.ts";
import { measureKnowledge } from "./knowledge.ts";
import { measureOverload } from "./overload.ts";
import { measureStart } from "./start.ts";
import { measureTogether } from "./together.ts";
import { measureWeb } from "./web.ts";

const root = process.env.PLATFORM_ROOT ?? process.cwd();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "string" },
    course: { type: "string" },
    rounds: { type: "string", default: "7" },
    only: { type: "string" },
  },
});
const rounds = Number(values.rounds);
const course = resolve(
  root,
  values.course ?? process.env.PLATFORM_BENCH_COURSE ?? "../shared/data/openedx-demo-course.tar.gz",
);
const onRealParts = positionals.includes("mesh");
const parts: Record<string, () => Figure[] | Promise<Figure[]>> = {
  web: () => measureWeb(root),
  calls: () => measureCalls(rounds, 2000),
  events: () => measureEvents(Math.min(rounds, 3), 5000),
  start: () => measureStart(root, course),
  knowledge: () => measureKnowledge(),
  together: () => measureTogether(),
  kafka: () => measureKafka(Math.min(rounds, 3), 5000),
  envoy: () => measureEnvoy(rounds, 2000),
  overload: () => measureOverload(root, 60),
  chaos: () => measureChaos(root),
};
const standard = onRealParts ? "kafka,envoy,overload,chaos" : "web,calls,events,start,knowledge,together";

const about = machine(root);
const figures: Figure[] = [];
for (const name of (values.only ?? standard).split(",")) {
  console.error(`Measuring ${name} …`);
  figures.push(...((await parts[name]?.()) ?? []));
}
console.log(`\n${Object.values(about).join("\n")}\n\n${table(figures)}\n`);
if (values.json) {
  const report = { ...about, figures: figures.map((figure) => ({ ...figure, reached: isReached(figure) })) };
  writeFileSync(resolve(root, values.json), `${JSON.stringify(report, undefined, 2)}\n`);
}
