import { describe, expect, it } from "vitest";
import { readList } from "./list.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const refusal = (reason: string) => expect.objectContaining({ reason });

/** A text in the old code page of Russian Windows. */
const windows1251 = (text: string) =>
  Uint8Array.from(text, (sign) => {
    const code = sign.charCodeAt(0);
    return code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code;
  });

describe("a list of people", () => {
  it("is read by the names of its columns, whatever parts them", () => {
    const lines = [
      { line: 2, person: "anna@example.org", cohort: "Autumn" },
      { line: 3, person: "@boris", cohort: "" },
    ];
    for (const [sign, name] of [
      [",", ","],
      [";", ";"],
      ["\t", "\t"],
    ] as const) {
      const rows = [
        ["Name", "Email", "Handle", "Cohort"],
        ["Anna", "anna@example.org", "anna", "Autumn"],
        ["Boris", "", "@boris", ""],
      ];
      const list = readList(utf8(`\ufeff${rows.map((row) => row.join(sign)).join("\r\n")}\r\n`));
      expect(list).toEqual({ lines, encoding: "utf-8", delimiter: name, unreadColumns: ["Name"] });
    }
  });

  it("is read in Windows-1251 with Russian names of columns", () => {
    const list = readList(windows1251("Почта;Поток\r\nanna@example.org;Осень\r\n"));
    expect(list).toMatchObject({
      encoding: "windows-1251",
      delimiter: ";",
      lines: [{ line: 2, person: "anna@example.org", cohort: "Осень" }],
    });
  });

  it("needs no names where a person stands first, and keeps to lines as they are counted", () => {
    const list = readList(utf8('a@example.org\n\n"b@example.org","Two, of\nthem"\n@c\n'));
    expect(list.lines).toEqual([
      { line: 1, person: "a@example.org", cohort: "" },
      { line: 4, person: "b@example.org", cohort: "Two, of\nthem" },
      { line: 5, person: "@c", cohort: "" },
    ]);
  });

  it("says what is no list", () => {
    expect(() => readList(utf8(""))).toThrow(refusal("LIST_EMPTY"));
    expect(() => readList(utf8("email\n"))).toThrow(refusal("LIST_EMPTY"));
    expect(() => readList(utf8("first,second\n1,2\n"))).toThrow(refusal("LIST_INVALID"));
    expect(() => readList(utf8('email\n"open\n'))).toThrow(refusal("LIST_INVALID"));
    expect(() => readList(utf8("email\n\0"))).toThrow(refusal("LIST_INVALID"));
    expect(() => readList(utf8(`email\n${"a@example.org\n".repeat(2001)}`))).toThrow(refusal("LIST_TOO_LONG"));
  });
});
