export { envoyConfig } from "./bootstrap.ts";
export { playHosts } from "./environment.ts";
export type { EnvoyInputs, Patience } from "./inputs.ts";
