import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository; a bundle lies elsewhere and is told. */
export const root = process.env.PLATFORM_ROOT ?? dirname(dirname(dirname(fileURLToPath(import.meta.url))));
