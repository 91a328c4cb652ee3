import type { UnitKind, UnitStatus } from '../units/unit.ts';

export type RecommendedUnit = {
  readonly unitId: string;
  readonly callSign: string;
  readonly kind: UnitKind;
  /** Whether this kind of unit can do something about this type of incident; the others stand behind, marked. */
  readonly suitable: boolean;
  readonly status: UnitStatus;
  readonly distanceM: number;
  /** The far edge of what is not known about the position, already inside the ranking distance. */
  readonly uncertaintyM: number;
  readonly positionFrom: 'fix' | 'base';
  readonly positionAgeMs: number | null;
  /** On another incident: shown and selectable, its status never changes by itself. */
  readonly busy: boolean;
};

/**
 * Units for an incident, best first. Until the road network is known it ranks by straight distance on the same island
 * only: across water nothing is offered, and `basis` says so.
 */
export type Recommendation = {
  readonly incidentId: string;
  readonly basis: 'same-island-distance' | 'no-place' | 'no-unit-on-island' | 'island-unknown';
  readonly islandName: string | null;
  readonly lines: readonly RecommendedUnit[];
  /** How many units stand on other islands and were therefore not ranked. */
  readonly elsewhere: number;
};
