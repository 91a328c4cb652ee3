import type { Alarm, AlarmKind, RaisedAlarm } from './alarm.ts';

/** An emergency nobody has acknowledged for so long is everybody's, the supervisor's first. */
export const escalatesAfterMs = 10_000;
/** What is older when it is heard came out of a buffer: it waits for a person, and does not ring. */
const ringsWithinMs = 15 * 60_000;
/** Receivers hear one press within this time; a radio that is pressed again later is a new emergency. */
const samePressMs = 15_000;

export type AlarmStage = 'ringing' | 'escalated' | 'late' | 'handled' | 'over';

/** Whether a person is in danger, and not a machine. */
export function isEmergency(kind: AlarmKind): boolean {
  return kind === 'radio-emergency' || kind === 'tracker-sos';
}

/**
 * How an alarm stands. `late` waits in silence; `handled` is an emergency somebody has acknowledged and nobody closed yet. An alarm of a
 * machine is over once it is acknowledged, and does not escalate. Fields that an older version did not write are missing.
 */
export function alarmStage(alarm: Alarm, nowMs: number): AlarmStage {
  if (alarm.closedReason) return 'over';
  if (alarm.acknowledgedAtMs !== null) return isEmergency(alarm.kind) && alarm.heardAtMs ? 'handled' : 'over';
  // What an older version wrote lacks the word, and rings.
  if (alarm.rings === false) return 'late';
  return isEmergency(alarm.kind) && nowMs - (alarm.heardAtMs ?? alarm.raisedAtMs) >= escalatesAfterMs ? 'escalated' : 'ringing';
}

/** Whether an alarm rings that is heard of at `nowMs`; one that a broker kept restores what was, and never rings. */
export function ringsWhenHeard(raisedAtMs: number, nowMs: number, isRetained: boolean): boolean {
  return !isRetained && nowMs - raisedAtMs <= ringsWithinMs;
}

/** Presses of one radio that are the same press, heard by several receivers: the time between which they lie, epoch milliseconds. */
export function samePressTimes(raisedAtMs: number): { readonly fromMs: number; readonly untilMs: number } {
  return { fromMs: raisedAtMs - samePressMs, untilMs: raisedAtMs + samePressMs };
}

/** The same at every station that hears the press, whichever receiver it heard first. */
export function emergencyId({ radioId, raisedAtMs }: Pick<RaisedAlarm, 'radioId' | 'raisedAtMs'>, transmissionId: string): string {
  return radioId === null ? `radio:${transmissionId}` : `radio:${radioId}:${Math.floor(raisedAtMs / samePressMs)}`;
}
