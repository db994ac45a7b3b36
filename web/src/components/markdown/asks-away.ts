/**
 * Whether a diagram would load something from elsewhere while Mermaid measures it on the page: a shape with a picture, an
 * address in a style, or a style that hides one behind escapes.
 */
export function asksAway(diagram: string): boolean {
  return (
    /\bimg["']?\s*:/i.test(diagram) ||
    /\burl\s*\(|@import\b|\bimage-set\s*\(/i.test(diagram) ||
    /^\s*(?:style|classDef|linkStyle)\b.*\\/m.test(diagram)
  );
}
