import { createHash, randomBytes } from "node:crypto";

/** An opaque secret that nobody guesses: 256 bits, base64url. */
export function randomSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** How a secret with enough randomness of its own is kept. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}
