import type { Conflict, ConflictRule } from '../conflicts/conflict.ts';
import type { Register } from '../conflicts/register.ts';
import type { Coordinates } from '../places/place.ts';

export const unitStatuses = [
  'available',
  'assigned',
  'en-route',
  'on-scene',
  'transporting',
  'at-hospital',
  'returning',
  'out-of-service',
] as const;
export type UnitStatus = (typeof unitStatuses)[number];

export const unitKinds = ['ambulance', 'sea-ambulance', 'fire-engine', 'police', 'rescue', 'puskesmas', 'volunteer'] as const;
export type UnitKind = (typeof unitKinds)[number];

/** What the profile says of a unit. */
export type UnitDefinition = {
  readonly id: string;
  readonly callSign: string;
  readonly kind: UnitKind;
  readonly base: Coordinates & { readonly name: string };
  readonly talkgroup: number | null;
  readonly phone: string | null;
  /** Tracker or phone ids whose fixes are this unit's. */
  readonly deviceIds: readonly string[];
  readonly radioIds: readonly number[];
};

/** What people decided about a unit; folded from the journal. */
export type UnitStanding = {
  readonly unitId: string;
  readonly status: UnitStatus;
  readonly statusSinceMs: number;
  readonly statusBy: string | null;
  readonly incidentId: string | null;
};

/** A unit as folded: what is shown of it, and the decisions from which contradictions are seen. */
export type UnitState = UnitStanding & {
  readonly decided: {
    readonly status: Register<UnitStatus>;
    /** Incidents the unit was sent to and not released from. */
    readonly incident: Register<string>;
  };
  readonly conflicts: readonly Conflict[];
};

/** One line of the units panel. */
export type Unit = UnitStanding & {
  /** What about it stands in contradiction until a person settles it. */
  readonly conflictRules: readonly ConflictRule[];
  readonly callSign: string;
  readonly kind: UnitKind;
  readonly baseName: string;
  readonly baseLatitude: number;
  readonly baseLongitude: number;
  readonly islandId: string | null;
  readonly islandName: string | null;
  readonly talkgroup: number | null;
  readonly phone: string | null;
};
