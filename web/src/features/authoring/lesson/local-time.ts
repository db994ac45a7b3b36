/** A time for a field of kind `datetime-local`, which wants the local one, without a zone. */
export function toField(date: Date): string {
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
