/** What an expression of PromQL asks for. */
interface Asked {
  /** Its metrics, each with the labels that it is chosen by. */
  metrics: { metric: string; labels: string[] }[];
  /** The labels that it groups by and joins on. */
  grouped: string[];
}

const keywords = new Set(["and", "or", "unless", "group_left", "group_right"]);

/** Reads an expression; good enough for the ones that are written here, without braces in texts. */
export function readExpression(expr: string): Asked {
  const bare = expr.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const grouping = /\b(?:by|on) \(([^)]*)\)/g;
  const grouped = [...bare.matchAll(grouping)].flatMap(([, names = ""]) => names.split(/,\s*/));
  const rest = bare.replace(grouping, "").replace(/\[[^\]]*\]/g, "");
  const metrics = [...rest.matchAll(/([a-z_][\w:]*)(?:\{([^}]*)\})?(?!\w|\s*\()/gi)]
    .filter(([, name = ""]) => !keywords.has(name))
    .map(([, metric = "", inside = ""]) => ({
      metric,
      labels: [...inside.matchAll(/(\w+)\s*[=!]/g)].map(([, label]) => label as string),
    }));
  return { metrics, grouped: [...new Set(grouped)] };
}
