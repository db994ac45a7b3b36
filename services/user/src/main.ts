import { ProfileServiceDefinition } from "@platform/grpc/platform/user/v1/profile_service.ts";
import { defineService, implement } from "@platform/kit";
import { consumers } from "./consumers.ts";
import { profiles } from "./rpc.ts";

export default defineService({
  name: "user",
  rpc: [implement(ProfileServiceDefinition, profiles)],
  consumers,
});
