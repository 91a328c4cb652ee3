/** `hh:mm:ss` on the site's wall clock. */
export function timeText(atMs: number, utcOffsetMinutes: number): string {
  return new Date(atMs + utcOffsetMinutes * 60_000).toISOString().slice(11, 19);
}

/** `dd-mm-yyyy` on the site's calendar. */
export function dateText(atMs: number, utcOffsetMinutes: number): string {
  const [year, month, day] = new Date(atMs + utcOffsetMinutes * 60_000).toISOString().slice(0, 10).split('-');
  return `${day}-${month}-${year}`;
}

/** The name Indonesia gives a zone, or the offset where it has none. */
export function zoneText(utcOffsetMinutes: number): string {
  switch (utcOffsetMinutes) {
    case 420:
      return 'WIB';
    case 480:
      return 'WITA';
    case 540:
      return 'WIT';
    default:
      return `UTC${utcOffsetMinutes < 0 ? '−' : '+'}${Math.abs(utcOffsetMinutes) / 60}`;
  }
}
