import { conflictAlarmId, type Conflict } from '#domain/conflicts/conflict.ts';
import type { SyncAlarm } from '../../sync/sync-parts.ts';
import type { Stores } from '../../stores.ts';

/** Alarms about what happened between the stations: contradicting decisions in which this station had a part, clocks, chains. */
export function createSyncAlarms(options: {
  stores: Pick<Stores, 'alarms' | 'incidents' | 'conflicts'>;
  station: string;
  now: () => number;
  attempt: (work: () => void) => boolean;
}) {
  const { now } = options;
  const { alarms, conflicts: standing, incidents } = options.stores;
  type Told = Omit<SyncAlarm, 'kind'> & { kind: SyncAlarm['kind'] | 'conflict'; unitId?: string | null };
  /** All in one transaction: after hours apart there may be hundreds. */
  const raise = (told: readonly Told[]): void => {
    const fresh = told.filter(({ id }) => !alarms.read(id));
    if (fresh.length === 0) return;
    const work = (): void => {
      for (const { id, kind, text, unitId = null } of fresh) {
        alarms.raise({ id, kind, raisedAtMs: now(), sourceId: null, unitId, talkgroup: null, radioId: null, text }, now());
      }
    };
    if (options.attempt(work)) alarms.feed.announce();
  };
  const numbersOf = ({ incidentIds }: Conflict): string => incidentIds.map((id) => incidents.read(id)?.number ?? id).join(' · ');
  /** Tells the operators here of conflicts with a decision of theirs. */
  const tellOf = (conflicts: readonly Conflict[]): void => {
    const own = conflicts.filter(({ sides }) => sides.some(({ station }) => station === options.station));
    raise(own.map((conflict) => ({ id: conflictAlarmId(conflict), kind: 'conflict', text: numbersOf(conflict), unitId: conflict.unitId })));
  };
  // One that came in just before the last end may not have been told.
  tellOf(standing.all());
  return { raise: (alarm: SyncAlarm): void => raise([alarm]), tellOf };
}
