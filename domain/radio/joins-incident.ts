import type { Assignment } from '../incidents/incident.ts';
import type { Transmission } from './transmission.ts';

/** What a released unit says on its way back still belongs to the incident. */
const afterReleaseMs = 5 * 60_000;

/** The times during which what a unit transmits belongs to an incident it was sent to, epoch milliseconds; null: still. */
export function filedSpans(assignments: readonly Assignment[]): readonly { readonly unitId: string; readonly fromMs: number; readonly untilMs: number | null }[] {
  return assignments
    .filter(({ overruled }) => !overruled)
    .map(({ unitId, assignedAtMs, releasedAtMs }) => ({ unitId, fromMs: assignedAtMs, untilMs: releasedAtMs === null ? null : releasedAtMs + afterReleaseMs }));
}

/** Whether a transmission is something to read in a timeline: a control burst, a transmission that is another one heard elsewhere, or a rejection is not, unless it is an emergency. */
export function isWorthFiling({ kind, emergency, mergedInto }: Pick<Transmission, 'kind' | 'emergency' | 'mergedInto'>): boolean {
  // What an older version wrote lacks the word.
  return (mergedInto ?? null) === null && (emergency || kind === 'voice' || kind === 'data');
}
