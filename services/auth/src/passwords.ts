import { hash, verify } from "@node-rs/argon2";
import { refuse } from "@platform/kit";
import { dictionary } from "@zxcvbn-ts/language-common";

// OWASP's floor for Argon2id, the package's own algorithm: 19 MiB, two passes.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** NIST SP 800-63B-4, 3.1.1.2: fifteen characters where the password stands alone, eight beside a second factor. */
export const shortest = { alone: 15, withSecondFactor: 8 } as const;

const common = new Set(dictionary["passwords-common"].map(fold));

/**
 * Refuses a password that is too short or too easily guessed: one of the common ones, the person's own name or
 * address, or one sign over and over. There are no rules of composition.
 */
export function checkPassword(field: string, password: string, secondFactor: boolean, own: readonly string[]): void {
  const least = secondFactor ? shortest.withSecondFactor : shortest.alone;
  if ([...password].length < least) {
    throw refuse.invalid({ [field]: `must have at least ${least} characters` }, "PASSWORD_SHORT");
  }
  const folded = fold(password);
  const guessable = common.has(folded) || own.some((text) => fold(text) === folded) || new Set(folded).size < 4;
  if (guessable) throw refuse.invalid({ [field]: "is one of those that are tried first" }, "PASSWORD_COMMON");
}

/** Hashes a password; about 20 ms of one core, 19 MiB. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFC"), cost);
}

let nobody: Promise<string> | undefined;

/** Whether a password is right. Without a hash it takes just as long and answers no, so that time tells nothing. */
export async function passwordMatches(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobody ??= hashPassword("nobody has this password");
  const matches = await verify(passwordHash ?? (await nobody), password.normalize("NFC"));
  return matches && passwordHash !== undefined;
}

function fold(text: string): string {
  return text.normalize("NFC").toLowerCase();
}
