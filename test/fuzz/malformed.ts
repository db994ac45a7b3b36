import { frame } from "./frames.ts";
import type { Random } from "./random.ts";

const maxVarint = Buffer.alloc(11, 0xff);
const startGroup = 0x0b;

/** The ways in which bytes can be no message, each applied to a good one. */
export const malformations: Record<string, (good: Buffer, random: Random) => Buffer> = {
  truncated: (good, random) =>
    Buffer.concat([good.subarray(0, random.below(good.length + 1)), Buffer.from([0x0a, 0x7f])]),
  "bad varint": (good) => Buffer.concat([good, Buffer.from([0x08]), maxVarint]),
  "too deep": (good, random) => Buffer.concat([good, Buffer.alloc(200 + random.below(20_000), startGroup)]),
  "invalid UTF-8": (_good, random) => Buffer.from([0x0a, 0x03, 0xff, random.below(256), 0xc0]),
  "wrong wire type": (good, random) => Buffer.concat([good, Buffer.from([((1 + random.below(15)) << 3) | 5, 1, 2, 3])]),
  "impossible tag": (good) => Buffer.concat([good, Buffer.from([0x07, 0x00])]),
  "a length past the end": (good) => Buffer.concat([good, Buffer.from([0x12, 0xff, 0xff, 0xff, 0x07, 0x61])]),
  "flipped bits": (good, random) => {
    const bytes = Buffer.from(good.length > 0 ? good : [0]);
    for (let at = 0; at < 1 + bytes.length / 8; at++) bytes[random.below(bytes.length)] = random.below(256);
    return bytes;
  },
  noise: (_good, random) => random.bytes(1 + random.below(300)),
};

/** The ways in which a frame can lie about its message, with the header that it comes with. */
export const liesOfFrames: Record<string, (good: Buffer, random: Random) => { encoding: string; frame: Buffer }> = {
  oversized: (good, random) => ({ encoding: "identity", frame: frame(0, (18 << 20) + random.below(1 << 30), good) }),
  "bad compression": (good, random) => {
    const bytes = Buffer.concat([random.bytes(1 + random.below(60)), good]);
    return { encoding: random.below(2) ? "gzip" : "deflate", frame: frame(1, bytes.length, bytes) };
  },
};
