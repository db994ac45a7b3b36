import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** An authenticator as a test drives it: it makes one passkey (ES256, attestation `none`) and answers with it. */
export function createAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const id = randomBytes(32);
  let counter = 0;

  function authenticatorData(attested: Buffer[]): Buffer {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(++counter);
    // User present, user verified, and, while the passkey is made, its data behind.
    const flags = Buffer.from([attested.length > 0 ? 0x45 : 0x05]);
    return Buffer.concat([sha256(new URL(origin).hostname), flags, count, ...attested]);
  }

  const clientData = (type: string, challenge: string) => Buffer.from(JSON.stringify({ type, challenge, origin }));
  const about = { id: id.toString("base64url"), rawId: id.toString("base64url"), type: "public-key" };

  return {
    /** RegistrationResponseJSON to creation options. */
    register(optionsJson: string): string {
      const { challenge } = JSON.parse(optionsJson) as { challenge: string };
      const cose = map([
        [integer(1), integer(2)],
        [integer(3), integer(-7)],
        [integer(-1), integer(1)],
        [integer(-2), bytes(Buffer.from(x, "base64url"))],
        [integer(-3), bytes(Buffer.from(y, "base64url"))],
      ]);
      const length = Buffer.from([0, id.length]);
      const data = authenticatorData([Buffer.alloc(16), length, id, cose]);
      const attestation = map([
        [text("fmt"), text("none")],
        [text("attStmt"), map([])],
        [text("authData"), bytes(data)],
      ]);
      const client = clientData("webauthn.create", challenge).toString("base64url");
      const response = { clientDataJSON: client, attestationObject: attestation.toString("base64url") };
      return JSON.stringify({ ...about, response, clientExtensionResults: {} });
    },
    /** AuthenticationResponseJSON to request options. */
    answer(optionsJson: string): string {
      const { challenge } = JSON.parse(optionsJson) as { challenge: string };
      const client = clientData("webauthn.get", challenge);
      const data = authenticatorData([]);
      const signature = sign("sha256", Buffer.concat([data, sha256(client)]), privateKey);
      const response = {
        clientDataJSON: client.toString("base64url"),
        authenticatorData: data.toString("base64url"),
        signature: signature.toString("base64url"),
      };
      return JSON.stringify({ ...about, response, clientExtensionResults: {} });
    },
  };
}

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();

// As much of CBOR (RFC 8949) as WebAuthn needs.
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
}

const integer = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value));
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value]);
const text = (value: string) => Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
const map = (entries: [Buffer, Buffer][]) => Buffer.concat([head(5, entries.length), ...entries.flat()]);
