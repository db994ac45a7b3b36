import { type Refusal, refuse } from "../refusal.ts";

const deepest = 32;
const longest = 1024;
// Controls, and marks that turn the direction of text, with which a name can look like another.
const invisible = /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u;

/** A refusal of an entry that nobody makes by accident. */
export function hostile(entry: string, what: string): Refusal {
  return refuse.state("ARCHIVE_HOSTILE", `The entry ${shown(entry)} ${what}.`);
}

/** A name from an archive as it can be put into a sentence. */
export function shown(name: string): string {
  const printable = name.replace(/[\p{C}\u2028\u2029]/gu, "\ufffd");
  return JSON.stringify(printable.length > 120 ? `${printable.slice(0, 120)}...` : printable);
}

/** A name's bytes as text; refuses those that are not UTF-8. */
export function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw hostile(Buffer.from(bytes).toString("latin1"), "has a name that is not UTF-8");
  }
}

/**
 * The same of a zip, whose entries say whether their names are UTF-8. Those that do not are still UTF-8 from most
 * tools; older ones for Windows write Russian names in the code page of DOS or of Windows.
 */
export function decodeZipName(bytes: Uint8Array, unicode: boolean): string {
  try {
    return decodeName(bytes);
  } catch (error) {
    if (unicode) throw error;
    const guesses = ["ibm866", "windows-1251"].map((encoding) => new TextDecoder(encoding).decode(bytes));
    const likely = guesses.find((guess) => /^[\x20-\x7e\u0400-\u045f№«»–—]*$/.test(guess) && isRussian(guess));
    if (likely === undefined) throw error;
    return likely;
  }
}

/** Whether Cyrillic stands in words as in Russian: a wrong code page puts capitals and rare letters among them. */
function isRussian(text: string): boolean {
  const cyrillic = text.match(/[\u0400-\u045f]/g)?.length ?? 0;
  const usual = text.match(/[А-ЯЁа-яё]/g)?.length ?? 0;
  return cyrillic > 0 && usual === cyrillic && !/[а-яё][А-ЯЁ]/.test(text);
}

/**
 * The path that an entry's name means, with `/` between its parts and none at the end; empty for the root itself.
 * Refuses every name that could lead anywhere but below the root.
 */
export function checkName(name: string): string {
  if (name.includes("\ufffd")) throw hostile(name, "has a name that is not UTF-8");
  if (invisible.test(name)) throw hostile(name, "has control characters in its name");
  if (name.includes("\\")) throw hostile(name, "has a backslash in its name");
  if (name.startsWith("/")) throw hostile(name, "has an absolute path");
  if (/^[A-Za-z]:/.test(name)) throw hostile(name, "has a drive letter in its name");
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.includes("..")) throw hostile(name, "has a path that leads upwards");
  if (parts.length > deepest) throw hostile(name, `is nested deeper than ${deepest} folders`);
  const path = parts.join("/").normalize("NFC");
  if (path.length > longest) throw hostile(name, `has a name longer than ${longest} characters`);
  return path;
}
