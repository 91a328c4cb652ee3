import type { ComplaintCategory } from './complaint.ts';

/** Until when an agency is to have acted. */
export type LaneTime = { readonly hours: number } | { readonly workingDays: number };

/** Who acts on a category of complaints, and how fast. */
export type ComplaintLane = {
  readonly category: ComplaintCategory;
  /** Null: a person chooses each time. */
  readonly agencyId: string | null;
  readonly time: LaneTime;
};

/** What holds where the profile says nothing else; the agencies are those of a regency, by the ids they have in the exercise. */
export const shippedLanes: readonly ComplaintLane[] = [
  { category: 'waste', agencyId: 'dlh', time: { workingDays: 2 } },
  { category: 'road', agencyId: 'pu', time: { workingDays: 5 } },
  { category: 'street-light', agencyId: 'dishub', time: { workingDays: 3 } },
  { category: 'drainage', agencyId: 'pu', time: { workingDays: 3 } },
  { category: 'water', agencyId: 'pdam', time: { hours: 24 } },
  { category: 'power', agencyId: 'pln', time: { hours: 6 } },
  { category: 'tree', agencyId: 'dlh', time: { hours: 24 } },
  { category: 'public-order', agencyId: 'satpol-pp', time: { hours: 24 } },
  { category: 'social', agencyId: 'dinsos', time: { hours: 24 } },
  { category: 'health-service', agencyId: 'dinkes', time: { workingDays: 3 } },
  { category: 'public-service', agencyId: null, time: { workingDays: 5 } },
  { category: 'other', agencyId: null, time: { workingDays: 5 } },
];

/** The lanes of a site: the profile's own in place of the shipped; an agency that the site does not have is suggested to nobody. */
export function lanesOf(own: readonly ComplaintLane[], agencyIds: readonly string[]): readonly ComplaintLane[] {
  return shippedLanes.map((shipped) => {
    const lane = own.find(({ category }) => category === shipped.category) ?? shipped;
    return lane.agencyId !== null && agencyIds.includes(lane.agencyId) ? lane : { ...lane, agencyId: null };
  });
}

/** When the agencies' offices work: Monday to Friday without the holidays, until `closesHour` o'clock at the site. */
export type OfficeDays = { readonly utcOffsetMinutes: number; readonly closesHour: number; /** `YYYY-MM-DD` at the site. */ readonly holidays: readonly string[] };

/** The moment until which is promised, epoch milliseconds: so many hours on, or when the office closes on the n-th working day after the day of the call. */
export function dueAt(openedAtMs: number, time: LaneTime, { utcOffsetMinutes, closesHour, holidays }: OfficeDays): number {
  if ('hours' in time) return openedAtMs + time.hours * hourMs;
  const offsetMs = utcOffsetMinutes * 60_000;
  let day = Math.floor((openedAtMs + offsetMs) / dayMs);
  for (let left = time.workingDays; left > 0; ) {
    day += 1;
    if (isWorkingDay(day, holidays)) left -= 1;
  }
  return day * dayMs + closesHour * hourMs - offsetMs;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** `day` counts from 1970-01-01, a Thursday. */
function isWorkingDay(day: number, holidays: readonly string[]): boolean {
  const weekday = (day + 4) % 7;
  return weekday !== 0 && weekday !== 6 && !holidays.includes(new Date(day * dayMs).toISOString().slice(0, 10));
}
