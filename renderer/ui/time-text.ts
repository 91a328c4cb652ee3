/** `hh:mm:ss` on the site's wall clock. */
export function timeText(atMs: number, utcOffsetMinutes: number): string {
  return new Date(atMs + utcOffsetMinutes * 60_000).toISOString().slice(11, 19);
}

/** `dd-mm-yyyy` on the site's calendar. */
export function dateText(atMs: number, utcOffsetMinutes: number): string {
  const [year, month, day] = new Date(atMs + utcOffsetMinutes * 60_000).toISOString().slice(0, 10).split('-');
  return `${day}-${month}-${year}`;
}

/** `hh:mm` of today, `dd-mm hh:mm` of another day: for a moment that may lie days back. */
export function sinceText(atMs: number, nowMs: number, utcOffsetMinutes: number): string {
  const time = timeText(atMs, utcOffsetMinutes).slice(0, 5);
  const date = dateText(atMs, utcOffsetMinutes);
  return date === dateText(nowMs, utcOffsetMinutes) ? time : `${date.slice(0, 5)} ${time}`;
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

/** When the day of a moment began, by the site's clock. */
export function dayStartMs(atMs: number, utcOffsetMinutes: number): number {
  const offsetMs = utcOffsetMinutes * 60_000;
  return Math.floor((atMs + offsetMs) / 86_400_000) * 86_400_000 - offsetMs;
}
