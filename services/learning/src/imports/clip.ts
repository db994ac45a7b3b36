/** A text of at most `most` characters, as the contract counts them; what is longer ends in a mark that says so. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
}
