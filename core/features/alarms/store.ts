import type { Alarm, AlarmClosing, RaisedAlarm } from '#domain/alarms/alarm.ts';
import { ringsWhenHeard, samePressTimes } from '#domain/alarms/alarm-stage.ts';
import { createBodyTable } from '../../db/body-table.ts';
import type { Database } from '../../db/database.ts';
import type { CheckedRow, RowDamage } from '../../db/row-damage.ts';
import { isWholeSql, withHash } from '../../db/row-hash.ts';
import { createLogFeed, type LogFeed } from '../../feeds/log-feed-store.ts';
import { deskTable } from '../../journal/desk-table.ts';
import type { EntityTable } from '../../journal/entity-fold.ts';
import type { AlarmAcknowledgement } from '#domain/journal/fold-entity.ts';

export type Raised = Omit<RaisedAlarm, 'heardAtMs' | 'rings'>;

/** Alarms: raised by facts, acknowledged by people; each change is one more entry of the log feed. */
export function createAlarmStore(database: Database, damage: RowDamage): {
  table: EntityTable;
  closingTable: EntityTable;
  feed: LogFeed<Alarm>;
  read(id: string): Alarm | undefined;
  /** False when this alarm was raised before. */
  raise(alarm: Raised, nowMs: number, isRetained?: boolean): boolean;
  /** Whether a press of this radio's emergency button was raised that is this very press, heard by another receiver. */
  isSamePress(radioId: number, raisedAtMs: number): boolean;
  /** The log was lost: enters alarms again that stand in the table. */
  logAgain(ids: readonly string[]): void;
  /** Takes what the log says of an alarm; false when it says nothing. */
  foldAgain(id: string): boolean;
} {
  const select = database.prepare<[string], CheckedRow & { body: string }>(`SELECT body, ${isWholeSql('alarms')} FROM alarms WHERE id = ?`);
  const insert = database.prepare<[string, number, string, string]>('INSERT OR IGNORE INTO alarms (id, raised_ms, body, row_hash) VALUES (?, ?, ?, ?)');
  const replace = database.prepare<[string, number, string, string]>(
    `INSERT INTO alarms (id, raised_ms, body, row_hash) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET raised_ms = excluded.raised_ms, body = excluded.body, row_hash = excluded.row_hash`,
  );
  const acknowledge = database.prepare<[string, number, string, string]>(
    `INSERT INTO alarm_acknowledgements (alarm_id, at_ms, actor, row_hash) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET at_ms = excluded.at_ms, actor = excluded.actor, row_hash = excluded.row_hash`,
  );
  const acknowledged = database.prepare<[string], CheckedRow & { at_ms: number; actor: string }>(
    `SELECT at_ms, actor, ${isWholeSql('alarm_acknowledgements')} FROM alarm_acknowledgements WHERE alarm_id = ?`,
  );
  const pressed = database.prepare<[number, number, number], { id: string }>(
    "SELECT id FROM alarms WHERE raised_ms BETWEEN ? AND ? AND body ->> '$.kind' = 'radio-emergency' AND body ->> '$.radioId' = ? LIMIT 1",
  );
  const closings = createBodyTable<AlarmClosing>(database, 'desk_standings', 'entity', damage);
  const remove = database.prepare('DELETE FROM alarm_acknowledgements');
  const feed = createLogFeed<Alarm>(database, 'alarms');

  const read = (id: string): Alarm | undefined => {
    const row = damage.read('alarms', id, () => select.get(id));
    const first = row && damage.read('alarm_acknowledgements', id, () => acknowledged.get(id));
    if (!row) return undefined;
    const closing = closings.read(`closing:${id}`);
    return {
      heardAtMs: null,
      rings: true,
      ...(JSON.parse(row.body) as Raised),
      acknowledgedAtMs: first?.at_ms ?? null,
      acknowledgedBy: first?.actor ?? null,
      closedAtMs: closing?.atMs ?? null,
      closedBy: closing?.actor ?? null,
      closedReason: closing?.reason ?? null,
    };
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
        return row && (row.is_whole === 1 ? { atMs: row.at_ms, actor: row.actor } : 'damaged');
      },
      write(id, state) {
        const first = state as AlarmAcknowledgement | undefined;
        if (first) acknowledge.run(...withHash('alarm_acknowledgements', id, first.atMs, first.actor));
      },
      clear: () => {
        remove.run();
      },
      recorded: (id, event) => logChange(id, event.atMs),
    },
    closingTable: { ...deskTable('closing', closings), recorded: (id, event) => logChange(id, event.atMs) },
    feed,
    read,
    isSamePress(radioId, raisedAtMs) {
      const { fromMs, untilMs } = samePressTimes(raisedAtMs);
      return pressed.get(fromMs, untilMs, radioId) !== undefined;
    },
    raise(alarm, nowMs, isRetained = false) {
      const body: RaisedAlarm = { ...alarm, heardAtMs: nowMs, rings: ringsWhenHeard(alarm.raisedAtMs, nowMs, isRetained) };
      if (insert.run(...withHash('alarms', alarm.id, alarm.raisedAtMs, JSON.stringify(body))).changes === 0) return false;
      logChange(alarm.id, nowMs);
      return true;
    },
    logAgain(ids) {
      for (const id of ids) {
        const alarm = read(id);
        if (alarm) feed.append(alarm, alarm.raisedAtMs);
      }
    },
    foldAgain(id) {
      const logged = feed.newest(id);
      if (!logged) return false;
      const { acknowledgedAtMs, acknowledgedBy, closedAtMs, closedBy, closedReason, ...raised } = logged;
      replace.run(...withHash('alarms', raised.id, raised.raisedAtMs, JSON.stringify(raised)));
      return true;
    },
  };
}

export type AlarmStore = ReturnType<typeof createAlarmStore>;
