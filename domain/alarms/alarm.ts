/** Something that wants a person now. A log: raised once, acknowledged once, never removed. */
export type Alarm = {
  readonly id: string;
  readonly kind: 'radio-emergency' | 'tracker-sos' | 'storage' | 'clock';
  readonly raisedAtMs: number;
  readonly sourceId: string | null;
  readonly unitId: string | null;
  readonly talkgroup: number | null;
  readonly radioId: number | null;
  readonly text: string;
  readonly acknowledgedAtMs: number | null;
  readonly acknowledgedBy: string | null;
};
