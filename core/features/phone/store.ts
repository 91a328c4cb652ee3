import { foldLine } from '#domain/phone/fold-line.ts';
import type { LineEvent, PhoneLine } from '#domain/phone/phone-line.ts';
import type { Database } from '../../db/database.ts';
import type { CheckedRow, RowDamage } from '../../db/row-damage.ts';
import { isWholeSql, withHash } from '../../db/row-hash.ts';

type Key = { readonly id: string };

/** The record of the softphones: every event by its host's number, and the lines that follow from them. */
export function createPhoneStore(database: Database, damage: RowDamage) {
  const insert = database.prepare<[string, number, string, string, number, string]>('INSERT OR IGNORE INTO phone_events (host, n, phone, line, at_ms, body) VALUES (?, ?, ?, ?, ?, ?)');
  const eventsOf = database.prepare<[string], { phone: string; body: string }>('SELECT phone, body FROM phone_events WHERE line = ?');
  const upsert = database.prepare<[string, string, string | null, number, number | null, string, string]>(
    `INSERT INTO phone_lines (id, phone, call_id, began_ms, ended_ms, body, row_hash) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET phone = excluded.phone, call_id = excluded.call_id, began_ms = excluded.began_ms, ended_ms = excluded.ended_ms, body = excluded.body, row_hash = excluded.row_hash`,
  );
  const select = database.prepare<[string], CheckedRow & { body: string }>(`SELECT body, ${isWholeSql('phone_lines')} FROM phone_lines WHERE id = ?`);
  const open = database.prepare<[string], Key>('SELECT id FROM phone_lines WHERE phone = ? AND ended_ms IS NULL ORDER BY began_ms');
  const ofCall = database.prepare<[string, number], Key>('SELECT id FROM phone_lines WHERE call_id = ? ORDER BY began_ms DESC LIMIT ?');
  const newest = database.prepare<[number], Key>('SELECT id FROM phone_lines ORDER BY began_ms DESC LIMIT ?');
  const forget = database.prepare<[number, number]>(
    'DELETE FROM phone_events WHERE line IN (SELECT id FROM phone_lines WHERE began_ms < ? AND ended_ms IS NOT NULL ORDER BY began_ms LIMIT ?)',
  );
  const read = (id: string): PhoneLine | undefined => {
    const row = damage.read('phone_lines', id, () => select.get(id));
    return row && (JSON.parse(row.body) as PhoneLine);
  };
  const all = (keys: readonly Key[]): readonly PhoneLine[] => keys.flatMap(({ id }) => read(id) ?? []);
  /** The line as its events tell it, written down; undefined when there are none. */
  const fold = (id: string): PhoneLine | undefined => {
    const events = eventsOf.all(id);
    const line = foldLine(events.map(({ body }) => JSON.parse(body) as LineEvent));
    const phone = events[0]?.phone;
    if (line && phone !== undefined) upsert.run(...withHash('phone_lines', id, phone, line.callId, line.beganAtMs, line.endedAtMs, JSON.stringify(line)));
    return line;
  };
  return {
    /** Keeps events of a phone; those that were heard before change nothing. Returns the lines they are about. */
    receive(phone: string, events: readonly LineEvent[]): readonly PhoneLine[] {
      for (const event of events) insert.run(event.host, event.n, phone, event.line, event.atMs, JSON.stringify(event));
      return [...new Set(events.map(({ line }) => line))].flatMap((id) => fold(id) ?? []);
    },
    openLines: (phone: string): readonly PhoneLine[] => all(open.all(phone)),
    /** Newest first; those of one call where it is named. */
    lines: (callId: string | undefined, limit: number): readonly PhoneLine[] => all(callId === undefined ? newest.all(limit) : ofCall.all(callId, limit)),
    /** False when its events are forgotten. */
    foldAgain: (id: string): boolean => fold(id) !== undefined,
    /** The single events; the lines themselves stay. */
    forgetEventsBefore: (atMs: number, lines: number): number => forget.run(atMs, lines).changes,
  };
}

export type PhoneStore = ReturnType<typeof createPhoneStore>;
