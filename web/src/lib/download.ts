/** Saves what a path of the platform leads to, under the name that its server says. */
export function download(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
