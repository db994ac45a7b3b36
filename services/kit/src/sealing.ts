import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";

/** Keys by id; the first seals, all open. */
export interface KeyRing {
  current: string;
  keys: ReadonlyMap<string, Buffer>;
}

/** Reads `id:base64,id:base64`, each key 32 bytes; to rotate, put a new one first and keep the old ones behind it. */
export function readKeyRing(text: string | undefined): KeyRing {
  const keys = new Map<string, Buffer>();
  for (const pair of (text ?? "").split(",").filter(Boolean)) {
    const [id = "", encoded = ""] = pair.split(":");
    const key = Buffer.from(encoded, "base64");
    if (key.length !== 32) throw new Error(`PLATFORM_SECRET_KEYS: the key ${id} is not 32 bytes of base64`);
    keys.set(id, key);
  }
  const [current] = keys.keys();
  if (current === undefined) throw new Error("PLATFORM_SECRET_KEYS is not set: id:base64 of 32 random bytes");
  return { current, keys };
}

let ownRing: KeyRing | undefined;

/** The keys of this process, from the environment. */
export function keyRing(): KeyRing {
  ownRing ??= readKeyRing(process.env.PLATFORM_SECRET_KEYS);
  return ownRing;
}

const nonceBytes = 12;
const tagBytes = 16;

/** Encrypts with the current key (AES-256-GCM); `about` binds the text to its row, so that rows cannot be swapped. */
export function seal(ring: KeyRing, plain: string, about: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", keyOf(ring, ring.current), nonce).setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return `${ring.current}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url")}`;
}

/** Decrypts what `seal` made, with whichever key of the ring it names. */
export function unseal(ring: KeyRing, sealed: string, about: string): string {
  const [id = "", encoded = ""] = sealed.split(".");
  const bytes = Buffer.from(encoded, "base64url");
  const tag = bytes.subarray(nonceBytes, nonceBytes + tagBytes);
  const decipher = createDecipheriv("aes-256-gcm", keyOf(ring, id), bytes.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(about)).setAuthTag(tag);
  return decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, "utf8") + decipher.final("utf8");
}

/** Whether a text was sealed with a key that is no longer the current one. */
export function isStale(ring: KeyRing, sealed: string): boolean {
  return !sealed.startsWith(`${ring.current}.`);
}

/** A keyed digest: 256 bits, base64url. */
export function digest(ring: KeyRing, keyId: string, text: string): string {
  return createHmac("sha256", keyOf(ring, keyId)).update(text).digest("base64url");
}

function keyOf(ring: KeyRing, id: string): Buffer {
  const key = ring.keys.get(id);
  if (!key) throw new Error(`PLATFORM_SECRET_KEYS lacks the key ${id}, with which something was sealed`);
  return key;
}
