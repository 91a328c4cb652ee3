import type { EntityReference } from '../journal/act.ts';

/**
 * How decisions that were made apart can contradict each other.
 * - `unit-on-two-incidents`: the first assignment (lower hybrid time) holds; the other incident stands without the unit.
 * - `closed-and-extended`: a unit was sent to an incident that another seat closed; the incident stays open.
 * - `place`, `type`, `priority`, `disposition`: two values for one field of an incident; the later one holds.
 * - `unit-status`: two statuses for one unit; the later one holds.
 * - `call-answered-twice`: two seats took one call; the first holds.
 * - `two-incidents-for-one-call`: two incidents were opened from one call; the first keeps the link.
 * - `junk-and-incident`: a call was closed as no emergency at one seat and became an incident at another; the incident holds.
 * - `ticket-taken-twice`: one complaint was given to two agencies, or made two incidents; the first holds.
 * - `ticket-closed-and-pursued`: a complaint was closed at one seat and given to an agency, joined or reopened at another; it stays under way.
 * - `ticket-outcome`: a complaint was closed with two outcomes; the later one holds.
 */
export const conflictRules = [
  'unit-on-two-incidents',
  'closed-and-extended',
  'place',
  'type',
  'priority',
  'disposition',
  'unit-status',
  'call-answered-twice',
  'two-incidents-for-one-call',
  'junk-and-incident',
  'ticket-taken-twice',
  'ticket-closed-and-pursued',
  'ticket-outcome',
] as const;
export type ConflictRule = (typeof conflictRules)[number];

/** One of the decisions that contradict each other. */
export type ConflictSide = {
  readonly eventId: string;
  readonly station: string;
  readonly seq: number;
  readonly hlc: string;
  readonly actor: string;
  readonly atMs: number;
  /** Since when that station had been without central when it decided; null while it had contact. */
  readonly aloneSinceMs: number | null;
  /** What was decided, by rule: incident id, status, type, place, operator ... as plain data for people to read. */
  readonly value: unknown;
};

/** Decisions that contradict each other: all kept, one in effect, until a person chooses. Derived from the journal alone. */
export type Conflict = {
  /** `${entity}|${rule}`: an entity has at most one open conflict of a rule; a further side joins it. */
  readonly id: string;
  readonly entity: EntityReference;
  readonly rule: ConflictRule;
  /** In the order of the hybrid clock, two or more. */
  readonly sides: readonly ConflictSide[];
  /** The side that holds meanwhile, by the rule. */
  readonly effectiveEventId: string;
  readonly incidentIds: readonly string[];
  readonly unitId: string | null;
  /** The later of the sides' times. */
  readonly sinceMs: number;
};

/** The alarm that tells of a conflict; one more side is one more alarm. */
export function conflictAlarmId({ id, sides }: Conflict): string {
  return `conflict:${id}:${sides.at(-1)?.eventId ?? ''}`;
}
