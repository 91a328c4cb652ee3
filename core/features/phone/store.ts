import { foldLine } from '#domain/phone/fold-line.ts';
import type { LineEvent, PhoneLine } from '#domain/phone/phone-line.ts';
import type { Database } from '../../db/database.ts';

/** The record of the softphones: every event by its host's number, and the lines that follow from them. */
export function createPhoneStore(database: Database) {
  const insert = database.prepare<[string, number, string, string, number, string]>('INSERT OR IGNORE INTO phone_events (host, n, phone, line, at_ms, body) VALUES (?, ?, ?, ?, ?, ?)');
  const eventsOf = database.prepare<[string], { body: string }>('SELECT body FROM phone_events WHERE line = ?');
  const write = database.prepare<[string, string, string | null, number, number | null, string]>(
    `INSERT INTO phone_lines (id, phone, call_id, began_ms, ended_ms, body) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET ended_ms = excluded.ended_ms, body = excluded.body`,
  );
  const open = database.prepare<[string], { body: string }>('SELECT body FROM phone_lines WHERE phone = ? AND ended_ms IS NULL ORDER BY began_ms');
  const ofCall = database.prepare<[string, number], { body: string }>('SELECT body FROM phone_lines WHERE call_id = ? ORDER BY began_ms DESC LIMIT ?');
  const newest = database.prepare<[number], { body: string }>('SELECT body FROM phone_lines ORDER BY began_ms DESC LIMIT ?');
  const forget = database.prepare<[number, number]>(
    'DELETE FROM phone_events WHERE line IN (SELECT id FROM phone_lines WHERE began_ms < ? AND ended_ms IS NOT NULL ORDER BY began_ms LIMIT ?)',
  );
  const parse = ({ body }: { body: string }): PhoneLine => JSON.parse(body) as PhoneLine;
  return {
    /** Keeps events of a phone; those that were heard before change nothing. Returns the lines they are about. */
    receive(phone: string, events: readonly LineEvent[]): readonly PhoneLine[] {
      for (const event of events) insert.run(event.host, event.n, phone, event.line, event.atMs, JSON.stringify(event));
      return [...new Set(events.map(({ line }) => line))].flatMap((id) => {
        const line = foldLine(eventsOf.all(id).map(({ body }) => JSON.parse(body) as LineEvent));
        if (line) write.run(id, phone, line.callId, line.beganAtMs, line.endedAtMs, JSON.stringify(line));
        return line ?? [];
      });
    },
    openLines: (phone: string): readonly PhoneLine[] => open.all(phone).map(parse),
    /** Newest first; those of one call where it is named. */
    lines: (callId: string | undefined, limit: number): readonly PhoneLine[] => (callId === undefined ? newest.all(limit) : ofCall.all(callId, limit)).map(parse),
    /** The single events; the lines themselves stay. */
    forgetEventsBefore: (atMs: number, lines: number): number => forget.run(atMs, lines).changes,
  };
}

export type PhoneStore = ReturnType<typeof createPhoneStore>;
