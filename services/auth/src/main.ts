import { defineService } from "@platform/kit";
import { consumers } from "./consumers.ts";
import { dropOldExports } from "./exports.ts";
import { personal } from "./personal.ts";
import { rpc } from "./rpc/index.ts";
import { keepSealed, keepSigningKeys } from "./tasks.ts";

const hour = 3600;

export default defineService({
  name: "auth",
  rpc,
  consumers,
  personal,
  auditsItself: true,
  failsClosed: true,
  prepare: keepSigningKeys,
  tasks: [
    { name: "signing-keys", everySeconds: hour, run: keepSigningKeys },
    { name: "sealing", everySeconds: hour, run: keepSealed },
    { name: "exports", everySeconds: hour, run: dropOldExports },
  ],
});
