import type { ConflictRule } from '../conflicts/conflict.ts';
import type { Place } from '../places/place.ts';

/** What callers of 112 complain about that is no emergency. */
export const complaintCategories = [
  'waste',
  'road',
  'street-light',
  'drainage',
  'water',
  'power',
  'tree',
  'public-order',
  'social',
  'health-service',
  'public-service',
  'other',
] as const;
export type ComplaintCategory = (typeof complaintCategories)[number];

/** `not-ours`: no agency of the regency may act on it, and the caller was told who may. */
export const complaintOutcomes = ['solved', 'nothing-found', 'not-ours', 'withdrawn'] as const;
export type ComplaintOutcome = (typeof complaintOutcomes)[number];

/**
 * - `open`: no agency has it yet.
 * - `assigned`: an agency has it and is to act.
 * - `answered`: the agency said what it did; the caller may be told.
 * - `closed`, `upgraded`: over. An upgraded one is an incident now.
 */
export const complaintStatuses = ['open', 'assigned', 'answered', 'closed', 'upgraded'] as const;
export type ComplaintStatus = (typeof complaintStatuses)[number];

/** Somebody who complained: the first of them opened it, every other is a +1. */
export type Complainant = { readonly callId: string | null; readonly number: string | null; readonly atMs: number };

/** Folded from the journal; nothing else may change it. */
export type FoldedComplaint = {
  readonly id: string;
  /** The ticket: speakable, given offline, never changed. See `ticket-number.ts`. */
  readonly number: string;
  readonly status: ComplaintStatus;
  readonly category: ComplaintCategory;
  readonly place: Place;
  readonly note: string;
  readonly agencyId: string | null;
  /** Until when the agency is to have acted: promised at the opening, moved by nothing. */
  readonly dueAtMs: number;
  /** The first and the newest, `complainantsKept` at most. */
  readonly complainants: readonly Complainant[];
  /** All of them. */
  readonly complainantCount: number;
  readonly openedAtMs: number;
  readonly openedBy: string;
  readonly openedStation: string;
  readonly changedAtMs: number;
  readonly answer: string | null;
  /** When the clock stopped: the agency answered, or it is over. Null while it runs. */
  readonly stoppedAtMs: number | null;
  /** When it was closed or became an incident; null while it is under way. */
  readonly overAtMs: number | null;
  readonly outcome: ComplaintOutcome | null;
  /** The incident it became last, also after it was reopened. */
  readonly incidentId: string | null;
  readonly timesReopened: number;
};

/** A complaint as people see it. */
export type Complaint = FoldedComplaint & {
  /** What about it stands in contradiction until a person settles it. */
  readonly conflictRules: readonly ConflictRule[];
};

export function isOver({ status }: Pick<Complaint, 'status'>): boolean {
  return status === 'closed' || status === 'upgraded';
}
