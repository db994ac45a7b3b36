const block = 512;
const longestName = 100;
const longestPrefix = 155;
const skipped = /(^|\/)(\.|node_modules\/|__MACOSX\/|Thumbs\.db$)/;

/** Packs the files of a chosen folder as tar.gz; undefined where none of them can be taken. */
export async function packFolder(files: File[]): Promise<File | undefined> {
  const inside = files.filter(({ webkitRelativePath }) => !skipped.test(withoutRoot(webkitRelativePath)));
  const root = inside[0]?.webkitRelativePath.split("/")[0];
  if (!root) return undefined;
  const parts = inside.flatMap((file) => [
    ...headers(file.webkitRelativePath, file.size, Math.floor(file.lastModified / 1000)),
    file,
    new Uint8Array((block - (file.size % block)) % block),
  ]);
  const tar = new Blob([...parts, new Uint8Array(2 * block)] as BlobPart[]);
  const packed = await new Response(tar.stream().pipeThrough(new CompressionStream("gzip"))).blob();
  return new File([packed], `${root}.tar.gz`, { type: "application/gzip" });
}

function withoutRoot(path: string): string {
  return path.slice(path.indexOf("/") + 1);
}

/** The head of an entry, before it a pax head where its path does not fit into the old one. */
function headers(path: string, size: number, time: number): Uint8Array[] {
  const encoded = new TextEncoder().encode(path);
  const cut = fits(path);
  if (cut) return [header(cut, size, time, "0")];
  const record = paxRecord("path", path);
  const padded = new Uint8Array(Math.ceil(record.length / block) * block);
  padded.set(record);
  const short = { name: `entry-${encoded.length}`, prefix: "" };
  return [header(short, record.length, time, "x"), padded, header(short, size, time, "0")];
}

/** The path in two parts that fit into the old head; undefined where it cannot be parted, or is not ASCII. */
function fits(path: string): { name: string; prefix: string } | undefined {
  if (/[^ -~]/.test(path)) return undefined;
  if (path.length <= longestName) return { name: path, prefix: "" };
  for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) {
    if (at <= longestPrefix && path.length - at - 1 <= longestName) {
      return { name: path.slice(at + 1), prefix: path.slice(0, at) };
    }
  }
  return undefined;
}

// A record of pax begins with its own length, which counts its own digits.
function paxRecord(key: string, value: string): Uint8Array {
  const rest = new TextEncoder().encode(` ${key}=${value}\n`);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length;
  return new Uint8Array([...new TextEncoder().encode(String(length)), ...rest]);
}

function header(path: { name: string; prefix: string }, size: number, time: number, type: "0" | "x"): Uint8Array {
  const bytes = new Uint8Array(block);
  const write = (text: string, at: number) => bytes.set(new TextEncoder().encode(text), at);
  const octal = (value: number, width: number) => value.toString(8).padStart(width - 1, "0");
  write(path.name, 0);
  write(octal(0o644, 8), 100);
  write(octal(0, 8), 108);
  write(octal(0, 8), 116);
  write(octal(size, 12), 124);
  write(octal(time, 12), 136);
  write("        ", 148);
  write(type, 156);
  write("ustar\u000000", 257);
  write(path.prefix, 345);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  write(`${octal(sum, 7)}\u0000 `, 148);
  return bytes;
}
