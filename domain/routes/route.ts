import type { Coordinates } from '../places/place.ts';
import type { VesselClass } from './sea-legs.ts';

/** How somebody travels: with a vehicle (ferries only), as a crew that leaves its vehicle at the pier where it must, or by a boat of their own. */
export type TravelMode = 'vehicle' | 'crew' | 'vessel';

/** One part of a way, in the order in which it is travelled. */
export type RouteLeg =
  | { readonly kind: 'off-road'; readonly durationMs: number; readonly distanceM: number }
  | { readonly kind: 'road'; readonly durationMs: number; readonly distanceM: number; readonly roads: readonly string[] }
  | { readonly kind: 'wait'; readonly durationMs: number; readonly pier: string }
  | { readonly kind: 'sea'; readonly durationMs: number; readonly legId: string; readonly vessel: VesselClass; readonly from: string; readonly to: string; readonly waveLimitM: number }
  | { readonly kind: 'open-water'; readonly durationMs: number; readonly distanceM: number; readonly to: string | null };

/**
 * `open-sea`: no land unit comes there. `no-road`: no road of the same island within 15 km without crossing water. `no-water`: a boat that lies on no water.
 * `no-way`: neither road nor sea leg leads there. `closed`: one would, but for an obstacle that was reported.
 */
export type UnreachableReason = 'open-sea' | 'no-road' | 'no-water' | 'no-way' | 'closed';

/** `latestMs`: at the latest, from wherever in its area the traveller may be by now; of one without an area it is `durationMs`. */
export type Reach = { readonly durationMs: number; readonly latestMs: number } | { readonly unreachable: UnreachableReason };

/** Where a traveller may be by now: no further than this from its point, and on this island; null: on any. */
export type TravellerArea = {
  readonly radiusM: number;
  readonly islandId: string | null;
  /** The time to come back to its point from the edge. */
  readonly turnMs: number;
};

/** A whole way: its legs, and its line in longitude, latitude. Leg `i` ends at point `ends[i]` of the line and begins where the one before ends. */
export type Route = {
  readonly durationMs: number;
  readonly legs: readonly RouteLeg[];
  readonly line: readonly (readonly [longitude: number, latitude: number])[];
  readonly ends: readonly number[];
};

export type Traveller = Coordinates & { readonly id: string; readonly mode: TravelMode; /** Of a vessel. */ readonly speedKmh?: number; /** Where it is known already. */ readonly islandId?: string; readonly area?: TravellerArea; /** Goes where a car may not. */ readonly byMotorcycle?: boolean };
