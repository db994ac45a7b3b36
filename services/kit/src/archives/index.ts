export { contentTypeOf, extensionOf } from "./content-type.ts";
export { openFolder } from "./folder.ts";
export { type Limits, standardLimits } from "./limits.ts";
export { checkName } from "./names.ts";
export { readText, type Source, type SourceFile } from "./source.ts";
export { withUpload } from "./upload.ts";
