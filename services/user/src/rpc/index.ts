import { FollowServiceDefinition } from "@platform/grpc/platform/user/v1/follow_service.ts";
import { PresenceServiceDefinition } from "@platform/grpc/platform/user/v1/presence_service.ts";
import { ProfileServiceDefinition } from "@platform/grpc/platform/user/v1/profile_service.ts";
import { SettingsServiceDefinition } from "@platform/grpc/platform/user/v1/settings_service.ts";
import { implement } from "@platform/kit";
import { follows } from "./follows.ts";
import { presence } from "./presence.ts";
import { profiles } from "./profiles.ts";
import { settings } from "./settings.ts";

export const rpc = [
  implement(ProfileServiceDefinition, profiles),
  implement(FollowServiceDefinition, follows),
  implement(PresenceServiceDefinition, presence),
  implement(SettingsServiceDefinition, settings),
];
