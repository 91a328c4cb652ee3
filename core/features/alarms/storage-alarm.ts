import type { AlarmStore } from './store.ts';

const texts = {
  full: 'Disk penuh / the disk is full. The reserve was given up and work goes on: free space on the disk of the data folder now.',
  damaged: 'Database rusak / the database file is damaged. Nothing is deleted; the station rebuilds it from the readable rows and from central.',
} as const;

/** Raises an alarm when the disk or a file fails; one per kind and hour. */
export function createStorageAlarm(options: {
  alarms: Pick<AlarmStore, 'raise'>;
  now: () => number;
  attempt: (work: () => void) => boolean;
  raised: () => void;
}): (what: keyof typeof texts) => void {
  const { alarms, now, attempt, raised } = options;
  return (what) => {
    const nowMs = now();
    const id = `storage:${what}:${Math.floor(nowMs / 3_600_000)}`;
    const alarm = { id, kind: 'storage' as const, raisedAtMs: nowMs, sourceId: null, unitId: null, talkgroup: null, radioId: null, text: texts[what] };
    if (attempt(() => void alarms.raise(alarm, nowMs))) raised();
  };
}
