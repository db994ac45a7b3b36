/** Data whose texts hold nothing that a database refuses: escapes in JSON and YAML can write what UTF-8 cannot. */
export function storable<T>(data: T): T {
  const mend = (value: unknown): unknown => {
    if (typeof value === "string") return value.replace(/\0|\p{Surrogate}/gu, "\ufffd");
    if (Array.isArray(value)) return value.map(mend);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mend(each)]));
  };
  return mend(data) as T;
}
