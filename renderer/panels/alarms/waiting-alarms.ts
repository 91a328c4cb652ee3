import type { Alarm } from '#domain/alarms/alarm.ts';
import { alarmStage, isEmergency, type AlarmStage } from '#domain/alarms/alarm-stage.ts';

const urgency: Readonly<Record<Alarm['kind'], number>> = { 'radio-emergency': 0, 'tracker-sos': 0, conflict: 1, storage: 2, audit: 2, clock: 3 };

export type ShownAlarm = { readonly alarm: Alarm; readonly stage: Exclude<AlarmStage, 'over'> };

/**
 * The alarms that are not over: first those nobody has acknowledged, of people in danger before those of machines and the oldest first; then
 * emergencies that somebody has in hand.
 */
export function shownAlarms(alarms: readonly Alarm[], nowMs: number): readonly ShownAlarm[] {
  return alarms
    .flatMap((alarm): ShownAlarm[] => {
      const stage = alarmStage(alarm, nowMs);
      return stage === 'over' ? [] : [{ alarm, stage }];
    })
    .toSorted(
      ({ alarm: a, stage: stageOfA }, { alarm: b, stage: stageOfB }) =>
        rank(stageOfA) - rank(stageOfB) || urgency[a.kind] - urgency[b.kind] || a.raisedAtMs - b.raisedAtMs || (a.id < b.id ? -1 : 1),
    );
}

function rank(stage: AlarmStage): number {
  return stage === 'handled' ? 1 : 0;
}

/** What the seat sounds: only people in danger do, louder once one of them was left for too long. */
export function soundOf(shown: readonly ShownAlarm[]): 'silent' | 'ringing' | 'escalated' {
  const emergencies = shown.filter(({ alarm }) => isEmergency(alarm.kind));
  if (emergencies.some(({ stage }) => stage === 'escalated')) return 'escalated';
  return emergencies.some(({ stage }) => stage === 'ringing') ? 'ringing' : 'silent';
}

/** The alarm acknowledged last; null when none ever was. */
export function lastAcknowledged(alarms: readonly Alarm[]): Alarm | null {
  return (
    alarms
      .filter((alarm) => alarm.acknowledgedAtMs !== null)
      .toSorted((a, b) => (b.acknowledgedAtMs ?? 0) - (a.acknowledgedAtMs ?? 0))[0] ?? null
  );
}

export type AlarmPartsWords = { readonly talkgroup: (name: string) => string; readonly radio: (id: number) => string };

/** Who and where, as far as an alarm tells: call sign, radio, talkgroup and the source's own words, none of them twice. */
export function alarmParts(
  alarm: Alarm,
  callSign: string | null,
  talkgroupName: string | null,
  words: AlarmPartsWords,
): readonly string[] {
  const talkgroup = alarm.talkgroup === null ? null : words.talkgroup(talkgroupName ?? `TG ${alarm.talkgroup}`);
  const parts = [callSign, alarm.text === '' ? null : alarm.text, alarm.radioId === null ? null : words.radio(alarm.radioId), talkgroup];
  return [...new Set(parts.filter((part) => part !== null))];
}
