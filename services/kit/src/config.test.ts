import { expect, it } from "vitest";
import { readConfig } from "./config.ts";

const enough = {
  PLATFORM_DATABASE_URL: "postgres://localhost/{service}",
  PLATFORM_BLOBS_URL: "file:///tmp",
  PLATFORM_SECRET: "x".repeat(32),
};

it.each([
  ["http://localhost:8080", undefined, "http://play.localhost:8080"],
  ["http://localhost:8080/", "", "http://play.localhost:8080"],
  ["http://localhost:8080", "http://127.0.0.1:8080", "http://127.0.0.1:8080"],
  ["https://learn.example.org", undefined, undefined],
  ["https://learn.example.org", "https://play.example.net/", "https://play.example.net"],
])("packages of a platform at %s with PLATFORM_PLAY_URL=%s are played at %s", (publicUrl, playUrl, played) => {
  const env = {
    ...enough,
    PLATFORM_PUBLIC_URL: publicUrl,
    ...(playUrl !== undefined && { PLATFORM_PLAY_URL: playUrl }),
  };
  expect(readConfig(env).playUrl).toBe(played);
});

// Cookies are of a host, whatever its port.
it.each([
  "https://learn.example.org",
  "https://learn.example.org:8443",
  "https://play.example.net/packages",
  "play",
  "ftp://play.example.net",
])("an origin of packages at %s is refused", (playUrl) => {
  const env = { ...enough, PLATFORM_PUBLIC_URL: "https://learn.example.org", PLATFORM_PLAY_URL: playUrl };
  expect(() => readConfig(env)).toThrow("PLATFORM_PLAY_URL is not an origin of its own");
});
