import { AccountServiceDefinition } from "@platform/grpc/platform/auth/v1/account_service.ts";
import { ApiKeyServiceDefinition } from "@platform/grpc/platform/auth/v1/api_key_service.ts";
import { AuditServiceDefinition } from "@platform/grpc/platform/auth/v1/audit_service.ts";
import { FactorServiceDefinition } from "@platform/grpc/platform/auth/v1/factor_service.ts";
import { SessionServiceDefinition } from "@platform/grpc/platform/auth/v1/session_service.ts";
import { implement } from "@platform/kit";
import { accounts } from "./accounts.ts";
import { apiKeys } from "./api-keys.ts";
import { audit } from "./audit.ts";
import { factors } from "./factors.ts";
import { sessions } from "./sessions.ts";

/** All that auth answers. */
export const rpc = [
  implement(AccountServiceDefinition, accounts),
  implement(SessionServiceDefinition, sessions),
  implement(FactorServiceDefinition, factors),
  implement(ApiKeyServiceDefinition, apiKeys),
  implement(AuditServiceDefinition, audit),
];
