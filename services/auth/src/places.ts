import { isIPv4, isIPv6 } from "node:net";

/** An address with its host part cut off: 203.0.113.0/24, 2001:db8:1::/48; nothing for this machine itself. */
export function placeOf(address: string): string {
  const plain = address.replace(/^::ffff:/, "");
  if (plain === "::1" || plain.startsWith("127.")) return "";
  if (isIPv4(plain)) return `${plain.split(".").slice(0, 3).join(".")}.0/24`;
  if (!isIPv6(plain)) return "";
  const [head = "", tail] = plain.split("::");
  const groups = head.split(":").filter(Boolean);
  if (tail !== undefined) {
    const behind = tail.split(":").filter(Boolean);
    groups.push(...Array<string>(Math.max(0, 8 - groups.length - behind.length)).fill("0"), ...behind);
  }
  return `${groups.slice(0, 3).join(":")}::/48`;
}

const browsers: readonly [RegExp, string][] = [
  [/Edg\//, "Edge"],
  [/OPR\//, "Opera"],
  [/YaBrowser\//, "Yandex Browser"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
  [/grpcurl/, "grpcurl"],
  [/grpc-/, "gRPC client"],
];
const systems: readonly [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux|X11/, "Linux"],
];

/** A User-Agent, shortened to what a person recognises: "Chrome, Windows". */
export function deviceOf(userAgent: string): string {
  const find = (names: readonly [RegExp, string][]) => names.find(([pattern]) => pattern.test(userAgent))?.[1];
  return [find(browsers), find(systems)].filter(Boolean).join(", ") || userAgent.slice(0, 40);
}
