import { once } from "node:events";
import { type CallOptions, Code, ConnectError, createClient, type Transport } from "@connectrpc/connect";
import { createConnectTransport, createGrpcWebTransport } from "@connectrpc/connect-node";
import { Client, credentials } from "@grpc/grpc-js";
import { BadRequestSchema, ErrorInfoSchema } from "@platform/connect/google/rpc/error_details_pb.ts";
import { CatalogueService } from "@platform/connect/platform/learning/v1/catalogue_service_pb.ts";
import { NotificationService } from "@platform/connect/platform/notification/v1/notification_service_pb.ts";
import { ProfileService } from "@platform/connect/platform/user/v1/profile_service_pb.ts";
import { CatalogueServiceDefinition } from "@platform/grpc/platform/learning/v1/catalogue_service.ts";
import { FollowServiceDefinition } from "@platform/grpc/platform/user/v1/follow_service.ts";
import { ProfileServiceDefinition } from "@platform/grpc/platform/user/v1/profile_service.ts";
import { SettingsServiceDefinition } from "@platform/grpc/platform/user/v1/settings_service.ts";
import type { Refusal } from "@platform/kit";
import { connectTo } from "@platform/kit/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Person, startPlatform } from "./platform.ts";
import { describeEnvoy, type Edge, startEdge } from "./run.ts";

const asIs = (bytes: Buffer) => bytes;

describeEnvoy("through Envoy", () => {
  let running: Awaited<ReturnType<typeof startPlatform>>;
  let edge: Edge;
  let nina: Person;
  let grpc: ReturnType<typeof connectTo>;
  let operators: ReturnType<typeof connectTo>;
  beforeAll(async () => {
    running = await startPlatform();
    // Quiet things are cut after a second here, streams are not.
    edge = await startEdge({ ...running.behind, accessLog: false, patience: { idle: 1000 } });
    nina = await running.enter("nina");
    grpc = connectTo(edge.public);
    operators = connectTo(edge.operators);
  });
  afterAll(async () => {
    grpc?.close();
    operators?.close();
    await edge?.stop();
    await running?.platform.stop();
  });

  const authorization = () => ({ authorization: `Bearer ${nina.token}` });
  const signedIn = (): CallOptions => ({ headers: authorization() });
  const at = (path: string, init?: RequestInit) => fetch(`http://${edge.public}${path}`, init);
  const web = () => createGrpcWebTransport({ baseUrl: `http://${edge.public}`, httpVersion: "1.1" });
  const connect = () => createConnectTransport({ baseUrl: `http://${edge.public}`, httpVersion: "1.1" });
  const refusal = (call: Promise<unknown>) =>
    call.then(
      () => expect.unreachable(),
      (error: Refusal) => error,
    );
  const connectError = (call: Promise<unknown>) =>
    call.then(() => expect.unreachable(), ConnectError.from) as Promise<ConnectError>;

  describe("a partner's call", () => {
    it("comes by gRPC", async () => {
      const { profile } = await grpc.client(ProfileServiceDefinition, nina).getOwnProfile({});
      expect(profile?.name).toBe("nina");
    });

    it.each([
      ["gRPC-Web", () => web()],
      ["Connect", () => connect()],
    ] as const)("comes by %s", async (_name, open) => {
      const { profile } = await createClient(ProfileService, open()).getOwnProfile({}, signedIn());
      expect(profile?.name).toBe("nina");
    });

    it("comes by REST, its request in the query, in lists, and in a body", async () => {
      const own = await at("/api/v1/user/GetOwnProfile", { headers: authorization() });
      expect(await own.json()).toMatchObject({ profile: { accountId: nina.id, name: "nina" } });
      const batch = await at(`/api/v1/user/BatchGetProfiles?accountIds=${nina.id}&account_ids=${nina.id}`, {
        headers: authorization(),
      });
      expect(await batch.json()).toMatchObject({ profiles: [{ name: "nina" }] });
      const enrolled = await at("/api/v1/learning/Enrol", {
        method: "POST",
        headers: { ...authorization(), "content-type": "application/json" },
        body: JSON.stringify({ courseId: "01a20da6-ef1c-7546-8e4e-03a4aef339d3" }),
      });
      expect(await enrolled.json()).toMatchObject({ code: 5, details: [{ reason: "COURSE_NOT_FOUND" }] });
    });
  });

  describe("a refusal of a service is whole", () => {
    it("by gRPC", async () => {
      const call = grpc.client(CatalogueServiceDefinition, nina).getCourse({ courseId: "x" });
      const { reason, fields } = await refusal(call);
      expect({ reason, fields }).toEqual({
        reason: "REQUEST_INVALID",
        fields: { course_id: "must be a valid UUID" },
      });
    });

    it.each([
      ["gRPC-Web", () => web()],
      ["Connect", () => connect()],
    ] as const)("by %s", async (_name, open) => {
      const call = createClient(CatalogueService, open()).getCourse({ courseId: "x" }, signedIn());
      const error = await connectError(call);
      expect(error.code).toBe(Code.InvalidArgument);
      expect(error.findDetails(ErrorInfoSchema)).toMatchObject([
        { reason: "REQUEST_INVALID", domain: "learning.platform" },
      ]);
      expect(error.findDetails(BadRequestSchema)[0]?.fieldViolations).toMatchObject([{ field: "course_id" }]);
    });

    it("by REST", async () => {
      const answer = await at("/api/v1/learning/GetCourse?courseId=x", { headers: authorization() });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual({
        code: 3,
        message: "course_id: must be a valid UUID",
        details: [
          {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            reason: "REQUEST_INVALID",
            domain: "learning.platform",
            metadata: {},
          },
          {
            "@type": "type.googleapis.com/google.rpc.BadRequest",
            fieldViolations: [{ field: "course_id", description: "must be a valid UUID" }],
          },
        ],
      });
    });
  });

  describe("a refusal of Envoy's own is as whole", () => {
    const edgeInfo = { reason: "TOKEN_INVALID", domain: "edge.platform" };

    it("by gRPC", async () => {
      const stranger = { token: `${nina.token.slice(0, -8)}AAAAAAAA` };
      expect((await refusal(grpc.client(ProfileServiceDefinition, stranger).getOwnProfile({}))).reason).toBe(
        "TOKEN_INVALID",
      );
    });

    it.each([
      ["gRPC-Web", () => web()],
      ["Connect", () => connect()],
    ] as const)("by %s", async (_name, open: () => Transport) => {
      const call = createClient(ProfileService, open()).getOwnProfile(
        {},
        { headers: { authorization: "Bearer a.b.c" } },
      );
      const error = await connectError(call);
      expect(error.code).toBe(Code.Unauthenticated);
      expect(error.findDetails(ErrorInfoSchema)).toMatchObject([edgeInfo]);
    });

    it("by REST, and it says which part of a request cannot be read", async () => {
      const forged = await at("/api/v1/user/GetOwnProfile", { headers: { authorization: "Bearer a.b.c" } });
      expect(forged.status).toBe(401);
      expect(await forged.json()).toMatchObject({ code: 16, details: [edgeInfo] });
      const unknown = await at("/api/v1/learning/ListCourses?colour=red", { headers: authorization() });
      expect(unknown.status).toBe(400);
      expect(await unknown.json()).toMatchObject({ code: 3, message: expect.stringContaining('"colour"') });
    });
  });

  describe("a method that is not for partners", () => {
    it("is not there by gRPC, gRPC-Web or REST", async () => {
      const call = grpc.client(SettingsServiceDefinition, nina).getSettings({});
      await expect(call).rejects.toThrow("12 UNIMPLEMENTED: There is no such method here.");
      const answer = await at("/api/v1/user/GetSettings", { headers: authorization() });
      expect(answer.status).toBe(404);
      const byWeb = await at("/platform.user.v1.SettingsService/GetSettings", {
        method: "POST",
        headers: { ...authorization(), "content-type": "application/grpc-web+proto" },
        body: Buffer.alloc(5),
      });
      expect(byWeb.headers.get("grpc-status")).toBe("12");
    });

    it("is there for operators", async () => {
      const { settings } = await operators.client(SettingsServiceDefinition, nina).getSettings({});
      expect(settings).toBeDefined();
    });
  });

  describe("what every process answers for itself", () => {
    const open = (address: string, authority: string) =>
      new Client(address, credentials.createInsecure(), { "grpc.default_authority": authority });

    it("is asked by operators of the service that they name as the authority", async () => {
      const client = open(edge.operators, "user");
      const answer = await new Promise<Buffer>((resolve, reject) =>
        client.makeUnaryRequest("/grpc.health.v1.Health/Check", asIs, asIs, Buffer.alloc(0), (error, bytes) =>
          error ? reject(error) : resolve(bytes as Buffer),
        ),
      );
      client.close();
      // HealthCheckResponse { status: SERVING }
      expect(answer).toEqual(Buffer.from([8, 1]));
    });

    it("is, of the contracts, told to partners", async () => {
      const client = open(edge.public, edge.public);
      const path = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";
      const call = client.makeBidiStreamRequest(path, asIs, asIs);
      // ServerReflectionRequest { list_services: "" }
      call.write(Buffer.from([0x3a, 0]));
      const [answer] = (await once(call, "data")) as [Buffer];
      call.cancel();
      call.on("error", () => undefined);
      client.close();
      expect(answer.toString("latin1")).toContain("platform.user.v1.ProfileService");
    });
  });

  describe("a page of a partner", () => {
    const preflight = (path: string) =>
      at(path, {
        method: "OPTIONS",
        headers: {
          origin: "https://partner.example",
          "access-control-request-method": "POST",
          "access-control-request-headers": "authorization",
        },
      });

    it("may call by gRPC-Web and REST, without cookies, and nothing else", async () => {
      for (const path of ["/platform.user.v1.ProfileService/GetOwnProfile", "/api/v1/user/GetOwnProfile"]) {
        const { status, headers } = await preflight(path);
        expect([status, headers.get("access-control-allow-origin")]).toEqual([200, "https://partner.example"]);
        expect(headers.get("access-control-allow-headers")).toContain("authorization");
        expect(headers.get("access-control-allow-credentials")).toBeNull();
      }
      const other = await preflight("/platform.user.v1.SettingsService/GetSettings");
      expect(other.headers.get("access-control-allow-origin")).toBeNull();
    });
  });

  describe("compression", () => {
    it("is for what is long enough and takes it, and not for streams", async () => {
      await createClient(ProfileService, connect()).updateProfile(
        { updateMask: { paths: ["bio"] }, bio: "A long story. ".repeat(20) },
        signedIn(),
      );
      for (const coding of ["br", "gzip"]) {
        const own = await at("/api/v1/user/GetOwnProfile", {
          headers: { ...authorization(), "accept-encoding": coding },
        });
        expect(own.headers.get("content-encoding")).toBe(coding);
        expect(await own.json()).toMatchObject({ profile: { bio: expect.stringContaining("A long story.") } });
      }
      const ending = new AbortController();
      const stream = await at("/platform.notification.v1.NotificationService/WatchNotifications", {
        method: "POST",
        headers: { ...authorization(), "accept-encoding": "br, gzip", "content-type": "application/connect+json" },
        body: Buffer.from([0, 0, 0, 0, 2, 0x7b, 0x7d]),
        signal: ending.signal,
      });
      expect([stream.status, stream.headers.get("content-encoding")]).toEqual([200, null]);
      ending.abort();
    });
  });

  describe("a stream", () => {
    it("lives on while nothing moves, past what cuts a call", async () => {
      const other = await running.enter("oleg");
      const ending = new AbortController();
      const watched = createClient(NotificationService, connect())
        .watchNotifications({}, { ...signedIn(), signal: ending.signal })
        [Symbol.asyncIterator]();
      await watched.next();
      await new Promise((resolve) => setTimeout(resolve, 2500));
      await running.platform.client(FollowServiceDefinition, other).follow({ accountId: nina.id });
      const { value } = await watched.next();
      expect(value?.notification?.title).toBe("oleg follows you");
      ending.abort();
    });
  });
});
