import { pack } from "./course-archive.ts";

const xmlns = 'xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0"';
const graded =
  '<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/>';

/** An item of QTI with one right choice. */
export function choiceItem(title: string, right: string, wrong: string): string {
  return `<qti-assessment-item ${xmlns} identifier="i" title="${title}" adaptive="false" time-dependent="false">
    <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>${right}</qti-value></qti-correct-response></qti-response-declaration>
    <qti-item-body><qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>${title}?</qti-prompt>
      <qti-simple-choice identifier="${wrong}">${wrong}</qti-simple-choice><qti-simple-choice identifier="${right}">${right}</qti-simple-choice>
    </qti-choice-interaction></qti-item-body>${graded}</qti-assessment-item>`;
}

const essay = `<qti-assessment-item ${xmlns} identifier="e" title="Travel"><qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="string"/>
  <qti-item-body><qti-extended-text-interaction response-identifier="RESPONSE"><qti-prompt>Where would you go?</qti-prompt></qti-extended-text-interaction></qti-item-body></qti-assessment-item>`;
const slider = `<qti-assessment-item ${xmlns} identifier="s" title="Slide"><qti-item-body><qti-slider-interaction response-identifier="RESPONSE"/></qti-item-body></qti-assessment-item>`;

const items = {
  capital: choiceItem("Capital of France", "Paris", "Lyon"),
  essay,
  slider,
  alone: choiceItem("Capital of Italy", "Rome", "Milan"),
};
const ref = (id: string) => `<qti-assessment-item-ref identifier="${id}" href="items/${id}.xml"/>`;
const resource = (type: string, href: string) =>
  `<resource identifier="${href}" type="${type}" href="${href}"><file href="${href}"/></resource>`;

/** Packs QTI as its editors do: a test of three items, of which one cannot be asked, and an item that no test asks. */
export function packQti(): Promise<Buffer> {
  return pack({
    "imsmanifest.xml": `<manifest identifier="m"><metadata><schema>QTI Package</schema><lom><general><title><string>World and towns</string></title></general></lom></metadata><organizations/><resources>
      ${resource("imsqti_test_xmlv3p0", "test.xml")}${Object.keys(items)
        .map((id) => resource("imsqti_item_xmlv3p0", `items/${id}.xml`))
        .join("")}</resources></manifest>`,
    "test.xml": `<qti-assessment-test ${xmlns} identifier="t" title="Geography"><qti-test-part identifier="p" navigation-mode="nonlinear" submission-mode="simultaneous"><qti-assessment-section identifier="s" title="All" visible="true">${["capital", "essay", "slider"].map(ref).join("")}</qti-assessment-section></qti-test-part></qti-assessment-test>`,
    ...Object.fromEntries(Object.entries(items).map(([id, body]) => [`items/${id}.xml`, body])),
  });
}
