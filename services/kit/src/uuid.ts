import { randomInt, randomUUID } from "node:crypto";

let lastTime = 0;
let sequence = 0;

/** A UUIDv7 (RFC 9562): time-ordered, and within this process in the order of making (12 bits of counter). */
export function uuid7(): string {
  const now = Date.now();
  if (now > lastTime) {
    lastTime = now;
    sequence = randomInt(0x0800);
  } else if (++sequence > 0x0fff) {
    lastTime++;
    sequence = 0;
  }
  const time = lastTime.toString(16).padStart(12, "0");
  // The variant and the random bits of a UUIDv4, which Node makes many at a time.
  const rest = randomUUID().slice(18);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence.toString(16).padStart(3, "0")}${rest}`;
}
