import type { ConflictRule } from '../conflicts/conflict.ts';
import type { Place } from '../places/place.ts';

export const incidentTypes = [
  'cardiac-arrest',
  'medical',
  'traffic',
  'fire',
  'sea-accident',
  'mental-health',
  'wild-animal',
  'fallen-tree',
  'evacuation',
  'public-order',
  'flood',
  'disaster',
  'other',
] as const;
export type IncidentType = (typeof incidentTypes)[number];

/** 1 is the most urgent. */
export const priorities = [1, 2, 3] as const;
export type Priority = (typeof priorities)[number];

export const dispositions = ['handled', 'transported', 'no-unit-needed', 'handed-over', 'false-alarm', 'cancelled'] as const;
export type Disposition = (typeof dispositions)[number];

export type Assignment = {
  readonly unitId: string;
  readonly assignedAtMs: number;
  readonly assignedBy: string;
  readonly releasedAtMs: number | null;
  /** The unit was sent elsewhere first by a seat that could not see this: it does not come here. */
  readonly overruled: boolean;
};

/** Folded from the journal; nothing else may change it. */
export type FoldedIncident = {
  readonly id: string;
  /** Speakable and given offline; never changes for the caller. */
  readonly number: string;
  readonly status: 'open' | 'closed';
  readonly type: IncidentType;
  readonly priority: Priority;
  readonly place: Place;
  readonly note: string;
  readonly callIds: readonly string[];
  readonly callerNumber: string | null;
  readonly assignments: readonly Assignment[];
  readonly openedAtMs: number;
  readonly openedBy: string;
  readonly openedStation: string;
  readonly changedAtMs: number;
  readonly closedAtMs: number | null;
  readonly disposition: Disposition | null;
};

/** An incident as people see it. */
export type Incident = FoldedIncident & {
  /** What about it stands in contradiction until a person settles it. */
  readonly conflictRules: readonly ConflictRule[];
};
