// Prints Envoy's bootstrap for what the environment says.
import { readInputs } from "./environment.ts";
import { envoyConfig } from "./index.ts";

process.stdout.write(`${JSON.stringify(envoyConfig(readInputs(process.env)), null, 2)}\n`);
