/** What can want a person at once. `conflict`: decisions of two seats contradict; `clock`: a time that cannot be; `audit`: the journal is not as it was written. */
export const alarmKinds = ['radio-emergency', 'tracker-sos', 'storage', 'clock', 'conflict', 'audit'] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** Why an emergency is over, in the order of its keys. All but the first are false alarms. */
export const alarmReasons = ['helped', 'pressed-by-mistake', 'radio-test', 'radio-fault', 'not-reached'] as const;
export type AlarmReason = (typeof alarmReasons)[number];

/** Something that wants a person now. A log: raised once, acknowledged once, never removed. */
export type Alarm = {
  readonly id: string;
  readonly kind: AlarmKind;
  readonly raisedAtMs: number;
  /** The station's clock when it heard of it; null in what an older version wrote. */
  readonly heardAtMs: number | null;
  /** False for what was heard too late to ring, or was only kept by a broker: it waits for a person in silence. */
  readonly rings: boolean;
  readonly sourceId: string | null;
  readonly unitId: string | null;
  readonly talkgroup: number | null;
  readonly radioId: number | null;
  readonly text: string;
  readonly acknowledgedAtMs: number | null;
  readonly acknowledgedBy: string | null;
  /** A person in danger is not done with by acknowledging: the alarm is closed with a reason. */
  readonly closedAtMs: number | null;
  readonly closedBy: string | null;
  readonly closedReason: AlarmReason | null;
};

/** An alarm as a fact: what people made of it comes from the journal. */
export type RaisedAlarm = Omit<Alarm, 'acknowledgedAtMs' | 'acknowledgedBy' | 'closedAtMs' | 'closedBy' | 'closedReason'>;

/** Who closed an alarm first, and why. */
export type AlarmClosing = { readonly atMs: number; readonly actor: string; readonly reason: AlarmReason };
