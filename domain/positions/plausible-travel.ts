import type { UnitKind } from '../units/unit.ts';

type Travel = {
  /** The most it makes on the roads here, km/h. */
  readonly landKmh: number;
  /** The most it makes at sea; null: it leaves its island only on somebody else's deck. */
  readonly ownBoatKmh: number | null;
};

/** A fast ferry, the quickest way for a vehicle to leave an island: 25 knots. */
const ferryKmh = 46;

/**
 * Our own estimates, meant high: narrow village roads and arterial roads of 60 to 80 km/h, vessels of 30 (sea ambulance) and 35 knots
 * (rescue, water police).
 */
const travelOf: Readonly<Record<UnitKind, Travel>> = {
  ambulance: { landKmh: 80, ownBoatKmh: null },
  'sea-ambulance': { landKmh: 0, ownBoatKmh: 56 },
  'fire-engine': { landKmh: 70, ownBoatKmh: null },
  police: { landKmh: 90, ownBoatKmh: 65 },
  rescue: { landKmh: 80, ownBoatKmh: 65 },
  puskesmas: { landKmh: 80, ownBoatKmh: null },
  volunteer: { landKmh: 60, ownBoatKmh: null },
};

/** How fast a unit may be by now, km/h, and whether it stays on the island it was seen on. */
export function plausibleTravel(kind: UnitKind, isAtSea: boolean): { readonly speedKmh: number; readonly staysOnIsland: boolean } {
  const { landKmh, ownBoatKmh } = travelOf[kind];
  if (isAtSea) return { speedKmh: ownBoatKmh ?? ferryKmh, staysOnIsland: false };
  return { speedKmh: Math.max(landKmh, ownBoatKmh ?? 0), staysOnIsland: ownBoatKmh === null };
}
