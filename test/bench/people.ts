// The message that every way of calling carries, and the service that answers it.
import type { GetProfileRequest } from "@platform/grpc/platform/user/v1/profile_service.ts";

/** What is asked for. */
export const request: GetProfileRequest = {
  by: { $case: "accountId", value: "0198c0de-0000-7000-8000-000000000000" },
};

/** What is answered: a profile as people fill it in. */
export const response = {
  profile: {
    accountId: "0198c0de-0000-7000-8000-000000000000",
    name: "Нина Орлова",
    handle: "nina",
    bio: "Builds small tools for large communities, and writes about how they came to be.",
    skills: ["TypeScript", "PostgreSQL", "Go", "Системный анализ"],
    lifeRoles: [1, 2],
    links: ["https://example.org/nina", "https://example.com/nina"],
    language: 1,
    timeZone: "Europe/Moscow",
    createTime: new Date("2026-01-02T03:04:05Z"),
    followerCount: 321,
    followingCount: 45,
    followed: true,
  },
};
