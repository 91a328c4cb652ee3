import { uncertainArea } from '../positions/uncertainty.ts';
import { plausibleTravel } from '../positions/plausible-travel.ts';
import type { Ring } from '../places/islands.ts';
import type { Traveller } from '../routes/route.ts';
import type { UnitInField } from './recommend.ts';

export type ShoreOf = (islandId: string) => Ring | null;

/**
 * Who travels how, as the planner of routes takes it, with the area where it may be by now. A fire engine is of no use without its vehicle; a crew is.
 */
export function travellerOf({ unit, position, ability }: UnitInField, nowMs: number, shoreOf: ShoreOf): Traveller {
  const { latitude, longitude } = position ?? { latitude: unit.baseLatitude, longitude: unit.baseLongitude };
  const mode = ability.byWater ? 'vessel' : unit.kind === 'fire-engine' ? 'vehicle' : 'crew';
  const traveller = { id: unit.unitId, latitude, longitude, mode, ...(ability.speedKmh === null ? {} : { speedKmh: ability.speedKmh }), ...(ability.byMotorcycle ? { byMotorcycle: true } : {}) } as const;
  if (!position) return traveller;
  const { radiusM, shore } = uncertainArea(position, unit.kind, nowMs, shoreOf);
  const { speedKmh } = plausibleTravel(unit.kind, position.islandId === null);
  const turnMs = Math.round((radiusM * 3600) / Math.max(1, speedKmh));
  return { ...traveller, area: { radiusM, islandId: shore === null ? null : position.islandId, turnMs } };
}
