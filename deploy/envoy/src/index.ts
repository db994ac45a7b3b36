export { envoyConfig } from "./bootstrap.ts";
export type { EnvoyInputs, Patience } from "./inputs.ts";
