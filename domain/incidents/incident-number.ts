/**
 * A number a person can speak on the phone, given without asking anybody: station, month and day at the site, running
 * count of that day, such as `S2-0714-03`.
 */
export function incidentNumber(station: string, atMs: number, utcOffsetMinutes: number, countOfDay: number): string {
  const { month, day } = siteDay(atMs, utcOffsetMinutes);
  return `${station}-${month}${day}-${String(countOfDay).padStart(2, '0')}`;
}

/** The beginning of the site's calendar day in which `atMs` lies, epoch milliseconds. */
export function startOfSiteDayMs(atMs: number, utcOffsetMinutes: number): number {
  const offsetMs = utcOffsetMinutes * 60_000;
  return Math.floor((atMs + offsetMs) / 86_400_000) * 86_400_000 - offsetMs;
}

function siteDay(atMs: number, utcOffsetMinutes: number): { month: string; day: string } {
  const text = new Date(atMs + utcOffsetMinutes * 60_000).toISOString();
  return { month: text.slice(5, 7), day: text.slice(8, 10) };
}
