import { type Entry, zip } from "@platform/kit/testing/archives";

/** A page of a package. */
export const page = (title: string) => `<!doctype html><meta charset="utf-8"><title>${title}</title>`;

const names12 =
  'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"';
const names2004 =
  'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss"';

/** A manifest of SCORM 1.2. */
export const manifest12 = (items: string, resources: string) => `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" version="1" ${names12}>
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="o"><organization identifier="o"><title>Safety</title>${items}</organization></organizations>
  <resources>${resources}</resources>
</manifest>`;

/** A manifest of SCORM 2004. */
export const manifest2004 = (items: string, resources: string) => `<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" version="1" ${names2004}>
  <metadata><schema>ADL SCORM</schema><schemaversion>2004 3rd Edition</schemaversion></metadata>
  <organizations default="o"><organization identifier="o"><title>Security</title>${items}</organization></organizations>
  <resources>${resources}</resources>
</manifest>`;

export const sco12 = (id: string, href: string) =>
  `<resource identifier="${id}" type="webcontent" adlcp:scormtype="sco" href="${href}"><file href="${href}"/></resource>`;

/** A package of SCORM 1.2 with one part, which is passed with 70 of 100. */
export function package12(more: Entry[] = []): Buffer {
  const item =
    '<item identifier="i" identifierref="r"><title>Part one</title><adlcp:masteryscore>70</adlcp:masteryscore></item>';
  return zip(
    { name: "imsmanifest.xml", body: manifest12(item, sco12("r", "sco/index.html")) },
    { name: "sco/index.html", body: page("Part one"), deflate: true },
    { name: "sco/картинка 1.svg", body: "<svg xmlns='http://www.w3.org/2000/svg'/>" },
    ...more,
  );
}

/** A package of SCORM 2004 with a part that reports and one of mere pages. */
export function package2004(): Buffer {
  const objective =
    '<imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true"><imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure></imsss:primaryObjective></imsss:objectives>';
  const items = `
    <item identifier="a" identifierref="ra" parameters="?lang=en&amp;q=a b"><title>Talks</title>
      <adlcp:dataFromLMS>begin here</adlcp:dataFromLMS><imsss:sequencing>${objective}</imsss:sequencing></item>
    <item identifier="b" identifierref="rb"><title>Pages</title>
      <imsss:sequencing><imsss:sequencingRules/></imsss:sequencing></item>`;
  const resources = `
    <resource identifier="ra" type="webcontent" adlcp:scormType="sco" href="talk.html"><file href="talk.html"/></resource>
    <resource identifier="rb" type="webcontent" adlcp:scormType="asset" href="pages.html"><file href="pages.html"/></resource>`;
  return zip(
    { name: "imsmanifest.xml", body: manifest2004(items, resources) },
    { name: "talk.html", body: page("Talks") },
    { name: "pages.html", body: page("Pages") },
  );
}
