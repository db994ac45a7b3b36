import { describe, expect, it } from "vitest";
import { elements, parseXml, textOf } from "./xml.ts";

const refusal = (text: string) => {
  try {
    parseXml(text, "problem/a.xml");
  } catch (error) {
    return error;
  }
  return undefined;
};

describe("XML", () => {
  it("is read with attributes, text and CDATA", () => {
    const root = parseXml('\ufeff<?xml version="1.0"?>\n<a b="1 &gt; 0">x&amp;<c/><![CDATA[<p>y</p>]]></a>', "a.xml");
    expect(root.name).toBe("a");
    expect(root.attributes.b).toBe("1 > 0");
    expect(elements(root, "c")).toHaveLength(1);
    expect(textOf(root)).toBe("x&<p>y</p>");
    expect(root.children.at(-1)).toEqual({ text: "<p>y</p>", raw: true });
  });

  it("is refused with its file and line where it is not well-formed", () => {
    for (const text of ["<a>\n<b></a>", "<a>\n<b x=1/></a>", "<a>\n&nope;</a>", "<a>\n", "", "text", "<a/>\n<b/>"]) {
      expect(refusal(text), text).toMatchObject({ reason: "XML_INVALID" });
    }
    expect(refusal("<a>\n<b></a>")).toMatchObject({ message: expect.stringMatching(/^problem\/a\.xml, line 2 /) });
  });

  it("is refused where it declares a document type or entities", () => {
    const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join("\n");
    const hostile = [
      `<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY l0 "lol">${laughs}]>\n<lolz>&l9;</lolz>`,
      '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
      '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1/">]><a>&x;</a>',
      "<!doctype html><a/>",
      "<a><!ENTITY b 'c'></a>",
    ];
    for (const text of hostile) expect(refusal(text), text).toMatchObject({ reason: "XML_HOSTILE" });
    expect(refusal(hostile[0] as string)).toMatchObject({ message: expect.stringContaining("problem/a.xml, line 2") });
    // Where the words are mere text they do no harm.
    expect(refusal("<a><!-- <!DOCTYPE a> --><![CDATA[<!DOCTYPE html>]]></a>")).toBeUndefined();
    expect(refusal('<a b="1 > 0"/>')).toBeUndefined();
  });

  it("is refused where it is nested too deep or too large, before the test runs out of time", () => {
    expect(refusal("<a>".repeat(101) + "</a>".repeat(101))).toMatchObject({ reason: "XML_HOSTILE" });
    expect(refusal("<a>".repeat(1_000_000))).toMatchObject({ reason: "XML_HOSTILE" });
    expect(refusal(`<a>${"<b/>".repeat(300_000)}</a>`)).toMatchObject({ reason: "XML_HOSTILE" });
    expect(refusal(`<a>${"x".repeat(5_000_000)}</a>`)).toMatchObject({ reason: "XML_HOSTILE" });
    expect(refusal("<!--".repeat(1_000_000))).toMatchObject({ reason: "XML_INVALID" });
  });
});
