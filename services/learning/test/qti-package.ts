import { zip } from "@platform/kit/testing/archives";

/** Packages of QTI as their writers make them, for tests that import them. */

const response = (cardinality: string, type: string, right: string[], mapping = "", id = "RESPONSE") =>
  `<qti-response-declaration identifier="${id}" cardinality="${cardinality}" base-type="${type}">
    <qti-correct-response>${right.map((value) => `<qti-value>${value}</qti-value>`).join("")}</qti-correct-response>${mapping}
  </qti-response-declaration>`;

const mapping = (values: Record<string, number>) =>
  `<qti-mapping default-value="0" lower-bound="0">${Object.entries(values)
    .map(([key, value]) => `<qti-map-entry map-key="${key}" mapped-value="${value}"/>`)
    .join("")}</qti-mapping>`;

const template = (name: string) =>
  `<qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/${name}.xml"/>`;

const item = (id: string, title: string, inside: string) => ({
  name: `items/${id}.xml`,
  body: `<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="${id}" title="${title}" adaptive="false" time-dependent="false">
${inside}
</qti-assessment-item>`,
});

const choice = (id: string) => `<qti-simple-choice identifier="${id}">${id}</qti-simple-choice>`;
const thing = (id: string) =>
  `<qti-simple-associable-choice identifier="${id}" match-max="1">${id}</qti-simple-associable-choice>`;

/** A grey image, 4 by 2 pixels. */
const picture = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAAAAABeyXyAAAAADklEQVR4nGNggID////jAAANBgP9ROWGkgAAAABJRU5ErkJggg==",
  "base64",
);

/** An item of each interaction that is asked here, in the order of the seven in the standard. */
export const items = [
  item(
    "choice",
    "Capital",
    `${response("single", "identifier", ["Paris"])}
    <qti-item-body><p>Look: <img src="../images/map.png" alt="Map"/></p>
      <qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>Which is a capital?</qti-prompt>${["Lyon", "Paris"].map(choice).join("")}</qti-choice-interaction>
    </qti-item-body>${template("match_correct")}
    <qti-modal-feedback outcome-identifier="FEEDBACK" identifier="Lyon" show-hide="show"><p>The second city.</p></qti-modal-feedback>`,
  ),
  item(
    "entry",
    "Sum",
    `${response("single", "integer", ["4"])}
    <qti-item-body><p>Two and two: <qti-text-entry-interaction response-identifier="RESPONSE"/></p></qti-item-body>${template("match_correct")}`,
  ),
  item(
    "gaps",
    "Rivers",
    `${response("single", "string", ["Seine"], mapping({ Seine: 1 }), "R1")}${response("single", "identifier", ["sea"], mapping({ sea: 1 }), "R2")}
    <qti-item-body><p>The <qti-text-entry-interaction response-identifier="R1"/> flows into the <qti-inline-choice-interaction response-identifier="R2" shuffle="false"><qti-inline-choice identifier="lake">lake</qti-inline-choice><qti-inline-choice identifier="sea">sea</qti-inline-choice></qti-inline-choice-interaction>.</p></qti-item-body>
    <qti-response-processing><qti-set-outcome-value identifier="SCORE"><qti-sum><qti-map-response identifier="R1"/><qti-map-response identifier="R2"/></qti-sum></qti-set-outcome-value></qti-response-processing>`,
  ),
  item(
    "order",
    "By size",
    `${response("ordered", "identifier", ["Lyon", "Paris", "London"])}
    <qti-item-body><qti-order-interaction response-identifier="RESPONSE" shuffle="true"><qti-prompt>Smallest first</qti-prompt>${["Paris", "London", "Lyon"].map(choice).join("")}</qti-order-interaction></qti-item-body>${template("match_correct")}`,
  ),
  item(
    "match",
    "Countries",
    `${response("multiple", "directedPair", ["Paris France", "Rome Italy"], mapping({ "Paris France": 1, "Rome Italy": 1 }))}
    <qti-item-body><qti-match-interaction response-identifier="RESPONSE" max-associations="2"><qti-prompt>Match</qti-prompt>
      <qti-simple-match-set>${["Paris", "Rome"].map(thing).join("")}</qti-simple-match-set><qti-simple-match-set>${["Italy", "France", "Spain"].map(thing).join("")}</qti-simple-match-set>
    </qti-match-interaction></qti-item-body>${template("map_response")}`,
  ),
  item(
    "essay",
    "Travel",
    `<qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="string"/>
    <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" normal-maximum="5"/>
    <qti-item-body><qti-extended-text-interaction response-identifier="RESPONSE"><qti-prompt>Where would you go?</qti-prompt></qti-extended-text-interaction></qti-item-body>`,
  ),
  item(
    "hotspot",
    "North",
    `${response("multiple", "identifier", ["N1", "N2"], mapping({ N1: 1, N2: 1 }))}
    <qti-item-body><qti-hotspot-interaction response-identifier="RESPONSE" max-choices="3"><qti-prompt>Where is north?</qti-prompt><object data="../images/map.png" type="image/png" width="400" height="200">A map</object>
      <qti-hotspot-choice identifier="N1" shape="rect" coords="0,0,200,100" hotspot-label="Upper left"/><qti-hotspot-choice identifier="N2" shape="circle" coords="300,50,20" hotspot-label="Upper right"/><qti-hotspot-choice identifier="S" shape="poly" coords="0,100,400,100,400,200" hotspot-label="Below"/>
    </qti-hotspot-interaction></qti-item-body>${template("map_response")}`,
  ),
  item(
    "slider",
    "Slide",
    `${response("single", "integer", ["3"])}<qti-item-body><qti-slider-interaction response-identifier="RESPONSE" lower-bound="0" upper-bound="9"/></qti-item-body>${template("match_correct")}`,
  ),
  item("broken", "Broken", "<qti-item-body><p>Not closed</qti-item-body>"),
];

const single = (id: string, title: string) =>
  item(
    id,
    title,
    `${response("single", "identifier", ["yes"])}<qti-assessment-stimulus-ref identifier="s" href="../stimuli/text.xml"/>
    <qti-item-body><qti-choice-interaction response-identifier="RESPONSE" shuffle="true" max-choices="1"><qti-prompt>${title}?</qti-prompt>${["yes", "no"].map(choice).join("")}<qti-simple-choice identifier="none" fixed="true">none</qti-simple-choice></qti-choice-interaction></qti-item-body>${template("match_correct")}`,
  );

/** Items that a test draws from, and one that no test asks. */
export const others = [
  single("pool1", "First"),
  single("pool2", "Second"),
  single("pool3", "Third"),
  single("alone", "Alone"),
];

const ref = (id: string, more = "") =>
  `<qti-assessment-item-ref identifier="${id}" href="items/${id}.xml">${more}</qti-assessment-item-ref>`;

const test = `<qti-assessment-test xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="t" title="Geography">
  <qti-outcome-declaration identifier="PASS" cardinality="single" base-type="boolean"/>
  <qti-time-limits max-time="1800"/>
  <qti-test-part identifier="p" navigation-mode="nonlinear" submission-mode="simultaneous">
    <qti-item-session-control max-attempts="2" show-solution="true"/>
    <qti-assessment-section identifier="s1" title="All kinds" visible="true">
      <qti-rubric-block view="candidate" use="instructions"><p>Answer <b>all</b> of them.</p></qti-rubric-block>
      ${ref("choice", '<qti-weight identifier="W" value="2"/>')}${["entry", "gaps", "order", "match", "essay", "hotspot", "slider", "broken"].map((id) => ref(id)).join("")}
      ${ref("absent")}<qti-assessment-item-ref identifier="x" href="../../etc/passwd"/>
    </qti-assessment-section>
    <qti-assessment-section-ref identifier="s2" href="sections/pool.xml"/>
  </qti-test-part>
  <qti-outcome-processing><qti-set-outcome-value identifier="PASS"><qti-gte><qti-sum><qti-test-variables variable-identifier="SCORE"/></qti-sum><qti-base-value base-type="float">8.5</qti-base-value></qti-gte></qti-set-outcome-value></qti-outcome-processing>
</qti-assessment-test>`;

// It refers to itself, which no section may.
const pool = `<qti-assessment-section xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="s2" title="By chance" visible="true">
  <qti-selection select="2"/><qti-ordering shuffle="true"/>
  ${["pool1", "pool2", "pool3"].map((id) => `<qti-assessment-item-ref identifier="${id}" href="../items/${id}.xml"/>`).join("")}
  <qti-assessment-section-ref identifier="again" href="pool.xml"/>
</qti-assessment-section>`;

const resource = (type: string, href: string, more = "") =>
  `<resource identifier="r-${href.replace(/\W/g, "-")}" type="${type}" href="${href}"><file href="${href}"/>${more}</resource>`;

const manifest = `<?xml version="1.0"?>
<manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="m">
  <metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion>
    <lom><general><title><string>World and towns</string></title></general></lom></metadata>
  <organizations/>
  <resources>
    ${resource("imsqti_test_xmlv3p0", "test.xml")}
    ${resource("imsqti_section_xmlv3p0", "sections/pool.xml")}
    ${[...items, ...others].map(({ name }) => resource("imsqti_item_xmlv3p0", name)).join("\n    ")}
    ${resource("imsqti_item_xmlv3p0", "items/absent.xml")}
    ${resource("imsqti_stimulus_xmlv3p0", "stimuli/text.xml")}
    ${resource("associatedcontent/learning-application-resource", "images/map.png")}
    ${resource("webcontent", "style/own.css")}
    ${resource("webcontent", "notes.pdf")}
  </resources>
</manifest>`;

/** How many resources the manifest names. */
export const resources = manifest.match(/<resource /g)?.length ?? 0;

/** A package of QTI 3.0 with a test, a section in a file of its own, a stimulus, an image, and pieces of no use. */
export const qtiPackage = zip(
  { name: "imsmanifest.xml", body: manifest },
  { name: "test.xml", body: test },
  { name: "sections/pool.xml", body: pool },
  ...items,
  ...others,
  {
    name: "stimuli/text.xml",
    body: '<qti-assessment-stimulus identifier="s" title="Text"><qti-stimulus-body><p>Read <em>this</em> first.</p></qti-stimulus-body></qti-assessment-stimulus>',
  },
  { name: "images/map.png", body: picture },
  { name: "style/own.css", body: "p {}" },
  { name: "notes.pdf", body: "pdf" },
  { name: "left/behind.txt", body: "x" },
);
