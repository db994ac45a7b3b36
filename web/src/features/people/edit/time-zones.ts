/** The time zones that the browser knows, with the difference to UTC, and the one that is set, whatever the browser knows. */
export function timeZones(current: string): { value: string; label: string }[] {
  const names = Intl.supportedValuesOf("timeZone");
  const all = !current || names.includes(current) ? names : [current, ...names];
  return all.map((value) => ({ value, label: `${value.replaceAll("_", " ")} (${offset(value)})` }));
}

function offset(timeZone: string): string {
  try {
    const parts = new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }).formatToParts(new Date());
    return parts.find(({ type }) => type === "timeZoneName")?.value.replace("GMT", "UTC") || "UTC";
  } catch {
    return "?";
  }
}
