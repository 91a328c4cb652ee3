import type { Alarm } from '#domain/alarms/alarm.ts';
import type { Database } from '../../db/database.ts';
import { createLogFeed, type LogFeed } from '../../feeds/log-feed-store.ts';
import type { EntityTable } from '../../journal/entity-fold.ts';
import type { AlarmAcknowledgement } from '#domain/journal/fold-entity.ts';

export type Raised = Omit<Alarm, 'acknowledgedAtMs' | 'acknowledgedBy'>;

/** Alarms: raised by facts, acknowledged by people; each change is one more entry of the log feed. */
export function createAlarmStore(database: Database): {
  table: EntityTable;
  feed: LogFeed<Alarm>;
  read(id: string): Alarm | undefined;
  /** False when this alarm was raised before. */
  raise(alarm: Raised, nowMs: number): boolean;
} {
  const select = database.prepare<[string], { body: string; at_ms: number | null; actor: string | null }>(
    'SELECT body, at_ms, actor FROM alarms LEFT JOIN alarm_acknowledgements ON alarm_id = id WHERE id = ?',
  );
  const insert = database.prepare<[string, number, string]>('INSERT OR IGNORE INTO alarms (id, raised_ms, body) VALUES (?, ?, ?)');
  const acknowledge = database.prepare<[string, number, string]>(
    'INSERT INTO alarm_acknowledgements (alarm_id, at_ms, actor) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms, actor = excluded.actor',
  );
  const acknowledged = database.prepare<[string], { at_ms: number; actor: string }>(
    'SELECT at_ms, actor FROM alarm_acknowledgements WHERE alarm_id = ?',
  );
  const remove = database.prepare('DELETE FROM alarm_acknowledgements');
  const feed = createLogFeed<Alarm>(database, 'alarms');

  const read = (id: string): Alarm | undefined => {
    const row = select.get(id);
    return row && { ...(JSON.parse(row.body) as Raised), acknowledgedAtMs: row.at_ms, acknowledgedBy: row.actor };
  };
  const logChange = (id: string, atMs: number): void => {
    const alarm = read(id);
    if (alarm) feed.append(alarm, atMs);
  };
  return {
    table: {
      kind: 'alarm',
      read(id) {
        const row = acknowledged.get(id);
        return row && { atMs: row.at_ms, actor: row.actor };
      },
      write(id, state) {
        const first = state as AlarmAcknowledgement | undefined;
        if (first) acknowledge.run(id, first.atMs, first.actor);
      },
      clear: () => {
        remove.run();
      },
      recorded: (id, event) => logChange(id, event.atMs),
    },
    feed,
    read,
    raise(alarm, nowMs) {
      if (insert.run(alarm.id, alarm.raisedAtMs, JSON.stringify(alarm)).changes === 0) return false;
      logChange(alarm.id, nowMs);
      return true;
    },
  };
}

export type AlarmStore = ReturnType<typeof createAlarmStore>;
