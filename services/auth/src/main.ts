import { defineService } from "@platform/kit";
import { rpc } from "./rpc/index.ts";
import { keepSigningKeys } from "./tasks.ts";

export default defineService({
  name: "auth",
  rpc,
  prepare: keepSigningKeys,
  tasks: [{ name: "signing-keys", everySeconds: 3600, run: keepSigningKeys }],
});
