import { Readable } from "node:stream";
import type { Source } from "@platform/kit/archives";
import { describe, expect, it } from "vitest";
import { resolveHref } from "./href.ts";
import { findManifest, readManifest } from "./manifest.ts";

function sourceOf(files: Record<string, string>): Source {
  return {
    files: new Map(Object.entries(files).map(([path, body]) => [path, { path, size: Buffer.byteLength(body) }])),
    open: (path) => Readable.from([Buffer.from(files[path] ?? "")]),
  };
}

const scorm = `<?xml version="1.0"?>
<cp:manifest identifier="m" xmlns:cp="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xml:base="content/">
  <cp:metadata>
    <cp:schema>ADL SCORM</cp:schema><cp:schemaversion>1.2</cp:schemaversion>
    <lom><general><title><langstring xml:lang="en">Safety  first</langstring><langstring>Прежде</langstring></title>
    <language>en</language><description><string>About it.</string></description></general></lom>
  </cp:metadata>
  <cp:organizations default="two">
    <cp:organization identifier="one"><cp:title>One</cp:title></cp:organization>
    <cp:organization identifier="two"><cp:title>Two</cp:title>
      <cp:item identifier="i1"><cp:title>Part</cp:title>
        <cp:item identifier="i2" identifierref="r1" parameters="?a=1" isvisible="false"><cp:title>Page</cp:title></cp:item>
      </cp:item>
    </cp:organization>
  </cp:organizations>
  <cp:resources>
    <cp:resource identifier="r1" type="webcontent" href="a/in%20dex.html?x=1#top" adlcp:scormtype="sco" xmlns:adlcp="x">
      <cp:file href="a/in%20dex.html"/><cp:file href="../../out.js"/><cp:file href="../up.js"/>
      <cp:dependency identifierref="r2"/>
    </cp:resource>
    <cp:resource identifier="r1" type="webcontent" href="https://example.org/x"/>
    <cp:resource identifier="r2" type="webcontent"><cp:file href="b.js"/></cp:resource>
  </cp:resources>
</cp:manifest>`;

describe("a manifest", () => {
  it("is read with its tree, its resources and their files, whatever the prefix of its names", async () => {
    const source = sourceOf({ "x/y/imsmanifest.xml": "", "pack/imsmanifest.xml": scorm });
    const file = findManifest(source);
    expect(file).toBe("pack/imsmanifest.xml");
    const manifest = await readManifest(source, file as string);
    expect(manifest).toMatchObject({
      folder: "pack/",
      schema: "ADL SCORM",
      schemaVersion: "1.2",
      title: "Safety first",
      language: "en",
      description: "About it.",
    });
    expect(manifest.organizations.map(({ title }) => title)).toEqual(["Two", "One"]);
    expect(manifest.organizations[0]?.items).toMatchObject([
      {
        title: "Part",
        resourceId: "",
        items: [{ title: "Page", resourceId: "r1", parameters: "?a=1", visible: false }],
      },
    ]);
    expect(manifest.resource("r1")).toMatchObject({
      href: "pack/content/a/in dex.html",
      hrefRest: "?x=1#top",
      files: ["pack/content/a/in dex.html", "pack/up.js"],
      dependencies: ["r2"],
    });
    expect(manifest.resource("r1")?.element.attributes["adlcp:scormtype"]).toBe("sco");
    // Each has its place, one that bears another's name too.
    expect(manifest.resources.map(({ id, href }) => [id, href])).toEqual([
      ["r1", "pack/content/a/in dex.html"],
      ["r1", ""],
      ["r2", ""],
    ]);
  });

  it("that is none is refused", async () => {
    const source = sourceOf({ "imsmanifest.xml": '<!DOCTYPE m [<!ENTITY a "b">]><manifest>&a;</manifest>' });
    await expect(readManifest(source, "imsmanifest.xml")).rejects.toMatchObject({ reason: "XML_HOSTILE" });
  });

  it.each([
    ["../secret", "", undefined],
    ["a/../../secret", "", undefined],
    ["..%2f..%2fsecret", "items/", undefined],
    ["/etc/passwd", "", undefined],
    ["\\\\host\\share", "", undefined],
    ["file:///etc/passwd", "", undefined],
    ["javascript:alert(1)", "", undefined],
    ["//example.org/x", "", undefined],
    ["", "a/", undefined],
    ["#top", "a/", undefined],
    ["../img/a%20b.png?v=2", "items/", "img/a b.png"],
    ["img\\a.png", "", "img/a.png"],
    ["100%.png", "", "100%.png"],
  ])("reads the address %s in the folder %s as %s", (href, folder, path) => {
    expect(resolveHref(href, folder)?.path).toBe(path);
  });

  it("keeps to the folder of the package", () => {
    expect(resolveHref("../other/a.png", "pack/", "pack/")).toBeUndefined();
    expect(resolveHref("../pack/a.png", "pack/", "pack/")?.path).toBe("pack/a.png");
  });
});
