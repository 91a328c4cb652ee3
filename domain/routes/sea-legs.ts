export const vesselClasses = ['ferry', 'fast-boat', 'ship', 'boat'] as const;
/** A `ferry` takes vehicles; everything else takes a crew with its bag and stretcher. */
export type VesselClass = (typeof vesselClasses)[number];

/**
 * Between whole hours of the site's day a boat can be had and is under way after a wait; or it leaves at fixed times ("HH:MM"), on `days`
 * (0 is Sunday) or every day.
 */
export type Timetable =
  | { readonly window: readonly [fromHour: number, untilHour: number]; readonly waitMinutes: number }
  | { readonly departures: readonly string[]; readonly days?: readonly number[] };

export type Pier = { readonly id: string; readonly name: string; readonly islandId: string; readonly latitude: number; readonly longitude: number; readonly radiusM: number };

/** A crossing between two piers; it goes both ways by one timetable. */
export type SeaLeg = {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly vessel: VesselClass;
  readonly minutes: number;
  /** Significant wave height in metres from which it does not sail. */
  readonly waveLimitM: number;
  readonly timetable: Timetable;
};

export type SeaNetwork = { readonly piers: readonly Pier[]; readonly legs: readonly SeaLeg[] };

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** A vessel that sails on one day of the week is waited for no longer than this. */
const longestWaitDays = 8;

/** When one who is at the pier at `readyMs` leaves it; Infinity where nothing ever leaves. Being there later never means leaving earlier. */
export function departureMs(timetable: Timetable, readyMs: number, utcOffsetMinutes: number): number {
  const offsetMs = utcOffsetMinutes * minuteMs;
  const today = Math.floor((readyMs + offsetMs) / dayMs);
  if ('window' in timetable) {
    const [fromHour, untilHour] = timetable.window;
    const waitMs = timetable.waitMinutes * minuteMs;
    if (untilHour - fromHour >= 24) return readyMs + waitMs;
    const opensMs = today * dayMs - offsetMs + fromHour * 60 * minuteMs;
    const closesMs = today * dayMs - offsetMs + untilHour * 60 * minuteMs;
    if (readyMs <= closesMs) return Math.max(readyMs, opensMs) + waitMs;
    return opensMs + dayMs + waitMs;
  }
  for (let day = today; day <= today + longestWaitDays; day += 1) {
    // Day 0 of the epoch was a Thursday.
    if (timetable.days && !timetable.days.includes((day + 4) % 7)) continue;
    const leaves = timetable.departures.map((text) => day * dayMs - offsetMs + minutesOfDay(text) * minuteMs).filter((atMs) => atMs >= readyMs);
    if (leaves.length > 0) return Math.min(...leaves);
  }
  return Infinity;
}

function minutesOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}
