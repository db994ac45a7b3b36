/** What an address in a course's HTML leads to. */
export type Address =
  | { kind: "file"; name: string }
  | { kind: "inside"; id: string }
  | { kind: "outside"; url: string }
  | { kind: "none" };

const ownFile = [
  /^\/?static\/(.+)$/,
  /^\/?(?:assets\/courseware\/.*\/)?asset-v1:[^/]*\+block[@/](.+)$/,
  /^\/c4x\/[^/]+\/[^/]+\/asset\/(.+)$/,
];
const ownPlace = [/^\/jump_to_id\/([^/?#]+)/, /^\/jump_to\/.*@([^/?#]+)/, /^\/courses\/()/, /^([0-9a-f]{32})$/];

/** Reads an address as Open edX understands it. */
export function readAddress(href: string): Address {
  const address = href.trim();
  const plain = address.replace(/[?#].*$/, "");
  for (const shape of ownFile) {
    const name = shape.exec(plain)?.[1];
    if (name) return { kind: "file", name: decoded(name) };
  }
  for (const shape of ownPlace) {
    const id = shape.exec(plain)?.[1];
    if (id !== undefined) return { kind: "inside", id };
  }
  if (/^(https?:\/\/[^/]|mailto:)/i.test(address) && URL.canParse(address)) return { kind: "outside", url: address };
  if (/^\/\/[^/]/.test(address) && URL.canParse(`https:${address}`))
    return { kind: "outside", url: `https:${address}` };
  return { kind: "none" };
}

/** The id of a YouTube video in an address, or undefined. */
export function youtubeId(address: string): string | undefined {
  const shape = /(?:youtube(?:-nocookie)?\.com\/(?:embed\/|watch\?(?:[^#]*&)?v=|v\/|shorts\/)|youtu\.be\/)([\w-]{11})/;
  return shape.exec(address)?.[1];
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name).normalize("NFC");
  } catch {
    return name;
  }
}
