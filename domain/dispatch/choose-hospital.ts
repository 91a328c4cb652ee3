import type { Coordinates } from '../places/place.ts';
import type { RoutePlan } from '../routes/plan-routes.ts';
import type { Traveller } from '../routes/route.ts';
import type { HospitalChoice } from './recommendation.ts';
import type { RunCard } from './run-card.ts';

export type Facility = Coordinates & {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** How far its point may be off. */
  readonly radiusM: number;
  /** 3: a hospital with an emergency department; 2: a Puskesmas with beds; 1: by day only; 0: takes no patient. */
  readonly care: number;
};

/** A place with beds is worth a stop when it is nearer by at least this much. */
const worthAStopMs = 5 * 60_000;

/** The id of a facility among travellers. */
const travellerId = (id: string): string => `facility:${id}`;

/** A facility asked like a unit how far it is from the incident: roads and sea legs are as long back as forth, nearly. */
export function facilityTravellers(facilities: readonly Facility[], leastCare: number): readonly Traveller[] {
  return leastCare === 0 ? [] : facilities.flatMap(({ id, latitude, longitude, care }) => (care >= 2 ? [{ id: travellerId(id), latitude, longitude, mode: 'crew' as const }] : []));
}

/** The quickest place with the care the card asks for, and a quicker one with beds on the way where that is another. */
export function chooseHospital(facilities: readonly Facility[], plan: RoutePlan, leastCare: RunCard['hospitalCare']): HospitalChoice | null {
  if (leastCare === 0) return null;
  const byTime = facilities
    .flatMap((facility) => {
      const reach = plan.reach.get(travellerId(facility.id));
      return reach && 'durationMs' in reach ? [{ ...facility, etaMs: reach.durationMs }] : [];
    })
    .sort((left, right) => left.etaMs - right.etaMs || (left.id < right.id ? -1 : 1));
  const chosen = byTime.find(({ care }) => care >= leastCare);
  const nearest = byTime[0];
  if (!chosen) return nearest ? { name: nearest.name, etaMs: nearest.etaMs, first: null } : null;
  return { name: chosen.name, etaMs: chosen.etaMs, first: nearest && chosen.etaMs - nearest.etaMs >= worthAStopMs ? { name: nearest.name, etaMs: nearest.etaMs } : null };
}
