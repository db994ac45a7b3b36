import { defineService } from "@platform/kit";
import { consumers } from "./consumers.ts";
import { personal } from "./personal.ts";
import { rpc } from "./rpc/index.ts";
import { sweepAvatars } from "./tasks.ts";

export default defineService({
  name: "user",
  rpc,
  consumers,
  personal,
  tasks: [{ name: "avatars", everySeconds: 3600, run: sweepAvatars }],
});
