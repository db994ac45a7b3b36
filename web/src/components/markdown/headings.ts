interface Node {
  type: string;
  tagName?: string;
  children?: Node[];
}

/** Makes the highest heading of a text one of `level`, and those below follow without a gap. */
export function shiftHeadings(level: number) {
  return (tree: Node) => {
    const headings = find(tree);
    const ranks = [...new Set(headings.map(rank))].sort((a, b) => a - b);
    let before = level - 1;
    for (const heading of headings) {
      const wanted = level + ranks.indexOf(rank(heading));
      before = Math.min(wanted, before + 1, 6);
      heading.tagName = `h${before}`;
    }
  };
}

function find(node: Node): Node[] {
  if (node.type === "element" && /^h[1-6]$/.test(node.tagName ?? "")) return [node];
  return (node.children ?? []).flatMap(find);
}

function rank({ tagName }: Node): number {
  return Number(tagName?.slice(1));
}
