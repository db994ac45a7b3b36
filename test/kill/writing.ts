// A process of knowledge that is killed while people write in it; it says its port once it is ready.
import { createLogger, readConfig, startHost } from "@platform/kit";
import knowledge from "@platform/knowledge";

const host = await startHost([knowledge], readConfig(process.env), {
  logger: createLogger("silent"),
  keys: async () => JSON.parse(process.env.KEYS ?? ""),
});
process.stdout.write(`${host.port}\n`);
