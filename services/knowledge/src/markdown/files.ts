/** The names of files of the page that a text shows or offers (`file:<name>`), as they are read. */
export function filesIn(markdown: string): Set<string> {
  const addresses = markdown.matchAll(/<file:([^<>\n]+)>|file:([^\s()<>"'`]+)/g);
  return new Set([...addresses].map(([, whole, word]) => decoded(whole ?? word ?? "")));
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}
