import { inflateSync } from "node:zlib";

/**
 * What a test wants to know of a PDF that pdfkit wrote: how many pages, which fonts and pictures lie inside, and its text, read back
 * from glyphs through each font's own map to Unicode.
 */
export function readPdf(bytes: Buffer): { pages: number; embeddedFonts: string[]; pictures: string[]; text: string } {
  const source = bytes.toString("latin1");
  const objects = new Map(
    [...source.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = "", body = ""]) => [id, body]),
  );
  const all = [...objects.values()];
  const fontFiles = all.filter((body) => /\/FontFile[23] \d+ 0 R/.test(body));
  return {
    pages: all.filter((body) => /\/Type \/Page\b/.test(body)).length,
    embeddedFonts: fontFiles.map((body) => /\/FontName \/(\S+)/.exec(body)?.[1] ?? ""),
    pictures: all
      .filter((body) => /\/Subtype \/Image\b/.test(body) && !/\/ColorSpace \/DeviceGray/.test(body))
      .map((body) => ["Width", "Height"].map((side) => new RegExp(`/${side} (\\d+)`).exec(body)?.[1]).join("x")),
    text: readText(objects),
  };
}

function readText(objects: ReadonlyMap<string, string>): string {
  const page = [...objects.values()].find((body) => /\/Type \/Page\b/.test(body)) ?? "";
  const refer = (body: string, name: string) =>
    objects.get(new RegExp(`/${name} (\\d+) 0 R`).exec(body)?.[1] ?? "") ?? "";
  const resources = refer(page, "Resources");
  const maps = new Map(
    [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = "", id = ""]) => [
      name,
      readMap(inflated(refer(objects.get(id) ?? "", "ToUnicode"))),
    ]),
  );
  let map: ReadonlyMap<number, string> | undefined;
  let text = "";
  for (const [, font, shown] of inflated(refer(page, "Contents")).matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font) map = maps.get(font);
    for (const [, hex = ""] of (shown ?? "").matchAll(/<([0-9a-f]*)>/g)) {
      for (const [code = ""] of hex.matchAll(/.{4}/g)) text += map?.get(Number.parseInt(code, 16)) ?? "";
    }
    if (shown) text += "\n";
  }
  return text.replaceAll("\u00a0", " ");
}

function readMap(cmap: string): Map<number, string> {
  const glyphs = new Map<number, string>();
  for (const [, first = "", , list = ""] of cmap.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/g)) {
    for (const [index, [, hex = ""]] of [...list.matchAll(/<([0-9a-f]+)>/g)].entries()) {
      glyphs.set(Number.parseInt(first, 16) + index, Buffer.from(hex, "hex").swap16().toString("utf16le"));
    }
  }
  return glyphs;
}

function inflated(body: string): string {
  const start = body.indexOf("stream\n") + "stream\n".length;
  return inflateSync(Buffer.from(body.slice(start, body.lastIndexOf("\nendstream")), "latin1")).toString("latin1");
}
