import type { Alarm } from '#domain/alarms/alarm.ts';

const urgency: Readonly<Record<Alarm['kind'], number>> = { 'radio-emergency': 0, 'tracker-sos': 0, conflict: 1, storage: 2, audit: 2, clock: 3 };

/** The alarms nobody has acknowledged: those of people in danger before those of machines, the oldest first. */
export function waitingAlarms(alarms: readonly Alarm[]): readonly Alarm[] {
  return alarms
    .filter((alarm) => alarm.acknowledgedAtMs === null)
    .toSorted((a, b) => urgency[a.kind] - urgency[b.kind] || a.raisedAtMs - b.raisedAtMs || (a.id < b.id ? -1 : 1));
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
