/** 2000-01-01 and 2100-01-01: a machine that names another century has lost its clock. */
const earliestMs = 946_684_800_000;
const latestMs = 4_102_444_800_000;

const isoTime =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))? ?(?:([Zz]|UTC|GMT)|([+-])(\d{2}):?(\d{2})?)?$/;

function plausible(ms: number): number | null {
  return Number.isFinite(ms) && ms >= earliestMs && ms < latestMs ? Math.round(ms) : null;
}

/**
 * ISO 8601 / RFC 3339 date and time to epoch milliseconds, rounded down to the millisecond. Offsets `Z`, `+07:00`,
 * `+0700` and `+07`; without one the time is UTC, as the radio hosts write it. Null when it is no such time, no day of the
 * calendar, or outside 2000 to 2099.
 */
export function readIsoTimeMs(text: string): number | null {
  const parts = isoTime.exec(text.trim());
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as [number, number, number, number, number, number];
  // Second 60 is a leap second and counts as the next minute's first.
  if (hour > 23 || minute > 59 || second > 60) return null;
  const midnightMs = Date.UTC(year, month - 1, day);
  const date = new Date(midnightMs);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  const offsetHours = Number(parts[10] ?? 0);
  const offsetMinutes = Number(parts[11] ?? 0);
  if (offsetHours > 15 || offsetMinutes > 59) return null;
  const offsetMs = (offsetHours * 60 + offsetMinutes) * 60_000 * (parts[9] === '-' ? -1 : 1);
  const fractionMs = Number((parts[7] ?? '').padEnd(3, '0').slice(0, 3));
  return plausible(midnightMs + (hour * 3600 + minute * 60 + second) * 1000 + fractionMs - offsetMs);
}

/**
 * Epoch seconds (whole or with a fraction) or epoch milliseconds, told apart by size, to whole epoch milliseconds; null
 * outside 2000 to 2099, which also catches 0 and -1.
 */
export function readEpochTimeMs(value: number): number | null {
  return plausible(value * 1000) ?? plausible(value);
}

/** A time in any of the forms above, numbers as text included; null for everything else. */
export function readTimeMs(value: unknown): number | null {
  if (typeof value === 'number') return readEpochTimeMs(value);
  if (typeof value !== 'string' || value.length > 40) return null;
  return /^\s*\d{9,13}(?:\.\d+)?\s*$/.test(value) ? readEpochTimeMs(Number(value)) : readIsoTimeMs(value);
}
