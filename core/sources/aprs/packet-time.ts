const dayMs = 86_400_000;

/** The next one of these moments, before or after. */
function nearest(moments: readonly number[], toMs: number): number | null {
  const [first, ...others] = moments;
  return first === undefined ? null : others.reduce((best, each) => (Math.abs(each - toMs) < Math.abs(best - toMs) ? each : best), first);
}

/**
 * The moment that a packet's own stamp means. `HHMMSSh` tells no day and `DDHHMMz` no month: the one next to the arrival is meant. The day's and
 * month's name that aprslib adds is its own guess, and wrong about midnight and at the end of a month. Null for `DDHHMM/`, whose zone nobody
 * tells, for what is no time, and for `111111z`, which stands in objects that are always there.
 */
export function packetTimeMs(stamp: unknown, arrivedAtMs: number): number | null {
  const parts = typeof stamp === 'string' ? /^(\d\d)(\d\d)(\d\d)([hz])$/.exec(stamp) : null;
  if (!parts || stamp === '111111z') return null;
  const [first, second, third] = parts.slice(1, 4).map(Number) as [number, number, number];
  const arrived = new Date(arrivedAtMs);
  if (parts[4] === 'h') {
    if (first > 23 || second > 59 || third > 59) return null;
    const midnightMs = Date.UTC(arrived.getUTCFullYear(), arrived.getUTCMonth(), arrived.getUTCDate());
    return nearest([0, -1, 1].map((days) => midnightMs + days * dayMs + (first * 3600 + second * 60 + third) * 1000), arrivedAtMs);
  }
  if (first < 1 || second > 23 || third > 59) return null;
  const months = [0, -1, 1].map((months) => new Date(Date.UTC(arrived.getUTCFullYear(), arrived.getUTCMonth() + months, 1)));
  const days = months.map((month) => new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), first, second, third)));
  return nearest(days.filter((day) => day.getUTCDate() === first).map((day) => day.getTime()), arrivedAtMs);
}
