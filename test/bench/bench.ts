// `npm run bench`: what the platform must reach, measured in one run on this machine.
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { measureCalls } from "./calls.ts";
import { measureEvents } from "./events.ts";
import { type Figure, isReached, machine, table } from "./figure.ts";
import { measureStart } from "./start.ts";
import { measureWeb } from "./web.ts";

const root = process.env.PLATFORM_ROOT ?? process.cwd();
const { values } = parseArgs({
  options: {
    json: { type: "string" },
    course: { type: "string" },
    rounds: { type: "string", default: "7" },
    only: { type: "string", default: "web,calls,events,start" },
  },
});
const rounds = Number(values.rounds);
const course = resolve(
  root,
  values.course ?? process.env.PLATFORM_BENCH_COURSE ?? "../shared/data/openedx-demo-course.tar.gz",
);
const parts: Record<string, () => Figure[] | Promise<Figure[]>> = {
  web: () => measureWeb(root),
  calls: () => measureCalls(rounds, 2000),
  events: () => measureEvents(Math.min(rounds, 3), 5000),
  start: () => measureStart(root, course),
};

const about = machine(root);
const figures: Figure[] = [];
for (const name of values.only.split(",")) {
  console.error(`Measuring ${name} …`);
  figures.push(...((await parts[name]?.()) ?? []));
}
console.log(`\n${Object.values(about).join("\n")}\n\n${table(figures)}\n`);
if (values.json) {
  const report = { ...about, figures: figures.map((figure) => ({ ...figure, reached: isReached(figure) })) };
  writeFileSync(resolve(root, values.json), `${JSON.stringify(report, undefined, 2)}\n`);
}
