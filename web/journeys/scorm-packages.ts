import { zip } from "../../services/kit/src/archives/craft.ts";

const names12 =
  'xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"';
const names2004 = 'xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"';

interface Part {
  id: string;
  title: string;
  href: string;
  /** What the item says beside its title. */
  more?: string;
}

function manifest(names: string, version: string, title: string, parts: Part[]): string {
  const items = parts.map(
    ({ id, title, more = "" }) =>
      `<item identifier="i${id}" identifierref="${id}"><title>${title}</title>${more}</item>`,
  );
  const resources = parts.map(
    ({ id, href }) =>
      `<resource identifier="${id}" type="webcontent" adlcp:scormtype="sco" adlcp:scormType="sco" href="${href}"><file href="${href}"/></resource>`,
  );
  return `<?xml version="1.0"?><manifest identifier="m" ${names}>
    <metadata><schema>ADL SCORM</schema><schemaversion>${version}</schemaversion></metadata>
    <organizations default="o"><organization identifier="o"><title>${title}</title>${items.join("")}</organization></organizations>
    <resources>${resources.join("")}</resources></manifest>`;
}

const html = (title: string, body: string, script: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
  <title>${title}</title><link rel="stylesheet" href="../shared/look.css"><h1>${title}</h1>${body}<script>${script}</script></html>`;

// As the standard tells parts to look for their interface.
const find = `function find(name){let w=window;for(let n=0;n<8&&!w[name]&&w.parent&&w.parent!==w;n++)w=w.parent;return w[name]}`;

/** A package of SCORM 1.2 whose learner turns pages, and is passed with 80 of 100. */
export function pagesPackage(): Buffer {
  const page = html(
    "Knots",
    `<p id="where"></p><button id="next">Turn the page</button> <button id="end">Take the test</button><img src="../shared/knot%201.svg" alt="A knot">`,
    `${find}
    const api=find("API"),where=document.getElementById("where");
    api.LMSInitialize("");
    let page=Number(api.LMSGetValue("cmi.suspend_data")||1);
    const show=()=>{where.textContent=api.LMSGetValue("cmi.core.student_name")+" is on page "+page+", "+api.LMSGetValue("cmi.core.entry")};
    if(api.LMSGetValue("cmi.core.lesson_status")==="not attempted")api.LMSSetValue("cmi.core.lesson_status","incomplete");
    show();
    document.getElementById("next").onclick=()=>{page++;api.LMSSetValue("cmi.suspend_data",String(page));api.LMSCommit("");show()};
    document.getElementById("end").onclick=()=>{api.LMSSetValue("cmi.core.score.raw","80");api.LMSSetValue("cmi.core.lesson_status","completed");api.LMSSetValue("cmi.core.session_time","0000:12:00");api.LMSCommit("");where.textContent="The test is over"};
    addEventListener("unload",()=>api.LMSFinish(""));`,
  );
  const part = { id: "r", title: "Knots", href: "sco/index.html", more: "<adlcp:masteryscore>70</adlcp:masteryscore>" };
  return zip(
    { name: "imsmanifest.xml", body: manifest(names12, "1.2", "Seamanship", [part]) },
    { name: "sco/index.html", body: page, deflate: true },
    { name: "shared/look.css", body: "body{font:16px sans-serif;padding:16px}" },
    {
      name: "shared/knot 1.svg",
      body: '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><circle cx="20" cy="20" r="15"/></svg>',
    },
  );
}

/** A package of SCORM 2004 that says everything when it is left, as many do. */
export function lastWordPackage(): Buffer {
  const page = html(
    "Парус",
    `<p id="where"></p><button id="learn">Поднять парус</button>`,
    `${find}
    const api=find("API_1484_11"),where=document.getElementById("where");let up=false;
    api.Initialize("");
    where.textContent=api.GetValue("cmi.entry")+" "+api.GetValue("cmi.suspend_data");
    document.getElementById("learn").onclick=()=>{up=true;where.textContent="Парус поднят"};
    addEventListener("unload",()=>{if(up){api.SetValue("cmi.suspend_data","up");api.SetValue("cmi.score.scaled","0.9");api.SetValue("cmi.success_status","passed");api.SetValue("cmi.completion_status","completed")}api.SetValue("cmi.exit","suspend");api.Terminate("")});`,
  );
  const parts = [{ id: "r", title: "Парус", href: "p/index.html" }];
  return zip(
    { name: "imsmanifest.xml", body: manifest(names2004, "2004 4th Edition", "Под парусом", parts) },
    { name: "p/index.html", body: page },
    { name: "shared/look.css", body: "body{font:16px sans-serif;padding:16px}" },
  );
}

/** A package that tries to reach the platform around it, and writes down what came of each try. */
export function attackingPackage(app: string): Buffer {
  const call = "/platform.learning.v1.EnrolmentService/ListEnrolments";
  const page = html(
    "Attack",
    `<pre id="results"></pre><form id="form" method="post" action="${app}${call}" target="sink"></form><iframe name="sink" hidden></iframe>`,
    `${find}
    const api=find("API");api.LMSInitialize("");
    const said={};
    const attempt=async(name,what)=>{try{said[name]=String(await what())}catch(error){said[name]="refused: "+error.name}};
    const loads=(element,source)=>new Promise((resolve)=>{element.onload=()=>resolve("loaded");element.onerror=()=>resolve("refused");element.src=source;document.body.append(element)});
    const violated=(act)=>new Promise((resolve)=>{document.addEventListener("securitypolicyviolation",(event)=>resolve("refused: "+event.effectiveDirective),{once:true});setTimeout(()=>resolve("done"),1500);act()});
    (async()=>{
      await attempt("the app's page",()=>parent.parent.document.title);
      await attempt("its address",()=>top.location.href);
      await attempt("its storage",()=>top.localStorage.length);
      await attempt("taking the window",()=>{top.location.href="https://evil.invalid/"});
      await attempt("cookies",()=>document.cookie===""?"none":document.cookie);
      await attempt("a cookie for the app",()=>{document.cookie="session=mine; domain=localhost; path=/";return document.cookie===""?"none":document.cookie});
      await attempt("a call",()=>fetch("${app}${call}",{method:"POST",credentials:"include",headers:{"content-type":"application/json"},body:"{}"}));
      await attempt("a blind call",()=>fetch("${app}${call}",{method:"POST",mode:"no-cors",credentials:"include",body:"{}"}));
      await attempt("a call on this origin",()=>fetch("${call}",{method:"POST",body:"{}"}).then(({status})=>status));
      await attempt("the app's pages on this origin",()=>fetch("/courses").then(({status})=>status));
      await attempt("files of another launch",()=>fetch("/p/"+"a".repeat(43)+"/").then(({status})=>status));
      await attempt("what is above",()=>fetch("..%2f..%2f..%2f..%2fetc/passwd").then(({status})=>status));
      await attempt("a picture of the app",()=>loads(new Image(),"${app}/icon.svg"));
      await attempt("a script from elsewhere",()=>loads(document.createElement("script"),"https://evil.invalid/x.js"));
      await attempt("a socket",()=>violated(()=>new WebSocket("wss://evil.invalid/")));
      await attempt("a form",()=>violated(()=>document.getElementById("form").submit()));
      await attempt("a frame of the app",()=>violated(()=>{const f=document.createElement("iframe");f.src="${app}/";document.body.append(f)}));
      // In the player's name, past the interface.
      parent.parent.postMessage({kind:"said",values:{"cmi.core.lesson_status":"passed","cmi.core.score.raw":"100"}},"*");
      document.getElementById("results").textContent=JSON.stringify(said);
    })();`,
  );
  const parts = [{ id: "r", title: "Attack", href: "p/index.html" }];
  return zip(
    { name: "imsmanifest.xml", body: manifest(names12, "1.2", "Attack", parts) },
    { name: "p/index.html", body: page },
    { name: "shared/look.css", body: "" },
  );
}
