/** What can want a person at once. `conflict`: decisions of two seats contradict; `clock`: a time that cannot be; `audit`: the journal is not as it was written. */
export const alarmKinds = ['radio-emergency', 'tracker-sos', 'storage', 'clock', 'conflict', 'audit'] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** Something that wants a person now. A log: raised once, acknowledged once, never removed. */
export type Alarm = {
  readonly id: string;
  readonly kind: AlarmKind;
  readonly raisedAtMs: number;
  readonly sourceId: string | null;
  readonly unitId: string | null;
  readonly talkgroup: number | null;
  readonly radioId: number | null;
  readonly text: string;
  readonly acknowledgedAtMs: number | null;
  readonly acknowledgedBy: string | null;
};
