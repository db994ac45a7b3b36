import type { Play } from "@platform/kit";

/** The page around a package: its script speaks with the package inside, and with the app outside. */
export function playerPage({ entry }: Play, appOrigins: readonly string[]): string {
  // No text of a package ends the element that it stands in.
  const told = JSON.stringify({ entry: `files/${entry}`, appOrigins }).replaceAll("<", "\\u003c");
  return `<!doctype html>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>SCORM</title>
<style>html,body,iframe{display:block;width:100%;height:100%;margin:0;border:0}</style>
<script type="application/json" id="told">${told}</script>
<script type="module" src="/player/player.js"></script>
`;
}
