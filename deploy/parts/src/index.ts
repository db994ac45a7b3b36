export type { BinaryName } from "./catalogue.ts";
export { demandPart, findPart } from "./find.ts";
export { startKafka } from "./kafka.ts";
export { freePort, freePorts } from "./port.ts";
export type { Part } from "./process.ts";
export { startRedis } from "./redis.ts";
export { type S3Part, startS3 } from "./s3.ts";
