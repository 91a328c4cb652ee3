import { createHash } from 'node:crypto';
import type { Message } from '#domain/facts/fact.ts';
import type { Transmission } from '#domain/radio/transmission.ts';
import type { Database } from '../../db/database.ts';
import type { CheckedRow, RowDamage } from '../../db/row-damage.ts';
import { isWholeSql, withHash } from '../../db/row-hash.ts';
import { createLogFeed } from '../../feeds/log-feed-store.ts';

/** Transmissions as far as they were heard, and the log feed of their changes. */
export function createTransmissionStore(database: Database, damage: RowDamage) {
  const select = database.prepare<[string], CheckedRow & { body: string }>(`SELECT body, ${isWholeSql('transmissions')} FROM transmissions WHERE id = ?`);
  const upsert = database.prepare<[string, string, number, number | null, string, string]>(
    `INSERT INTO transmissions (id, source_id, started_ms, ended_ms, body, row_hash) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       source_id = excluded.source_id, started_ms = excluded.started_ms, ended_ms = excluded.ended_ms, body = excluded.body, row_hash = excluded.row_hash`,
  );
  const recent = database.prepare<[number], { id: string }>(
    'SELECT id FROM transmissions WHERE ended_ms IS NULL UNION SELECT id FROM transmissions WHERE started_ms >= ?',
  );
  const hear = database.prepare<[Uint8Array, number]>('INSERT OR IGNORE INTO radio_messages_heard (digest, at_ms) VALUES (?, ?)');
  const forget = database.prepare<[number, number]>(
    'DELETE FROM radio_messages_heard WHERE digest IN (SELECT digest FROM radio_messages_heard WHERE at_ms < ? ORDER BY at_ms LIMIT ?)',
  );
  const ofUnit = database.prepare<[string, number, number, number], { id: string }>(transmissionsOfUnitSql);
  const feed = createLogFeed<Transmission>(database, 'transmissions');

  const read = (id: string): Transmission | undefined => {
    const row = damage.read('transmissions', id, () => select.get(id));
    return row && (JSON.parse(row.body) as Transmission);
  };
  const write = (transmission: Transmission): void => {
    upsert.run(...withHash('transmissions', transmission.id, transmission.sourceId, transmission.startedAtMs, transmission.endedAtMs, JSON.stringify(transmission)));
  };
  return {
    feed,
    read,
    /** What is open, and what began at or after a time. */
    recent: (atMs: number): readonly Transmission[] => recent.all(atMs).flatMap(({ id }) => read(id) ?? []),
    /** What a unit's radios transmitted between two times, the newest at most. */
    ofUnit: (unitId: string, fromMs: number, untilMs: number, limit: number): readonly Transmission[] =>
      ofUnit.all(unitId, fromMs, untilMs, limit).flatMap(({ id }) => read(id) ?? []),
    /** Takes the newest that the log says of it; false when that is forgotten. */
    foldAgain(id: string): boolean {
      const logged = feed.newest(id);
      if (logged) write(logged);
      return logged !== undefined;
    },
    /** False when these very bytes were heard on this topic before. Radio messages carry no id of their own, only a time. */
    firstHearing(message: Message): boolean {
      const digest = createHash('sha256').update(message.topic).update('\0').update(message.payload).digest();
      return hear.run(digest, message.receivedAtMs).changes === 1;
    },
    forgetHeardBefore: (atMs: number, limit: number): number => forget.run(atMs, limit).changes,
    /** Keeps the transmission; the log gets an entry when something changed that a listener should see. */
    keep(transmission: Transmission, nowMs: number): void {
      const before = read(transmission.id);
      if (before && JSON.stringify(before) === JSON.stringify(transmission)) return;
      write(transmission);
      if (!before || visiblyDiffers(before, transmission)) feed.append(transmission, nowMs);
    },
  };
}

export const transmissionsOfUnitSql =
  "SELECT id FROM transmissions WHERE body ->> '$.unitId' = ? AND started_ms BETWEEN ? AND ? ORDER BY started_ms DESC LIMIT ?";

/** Signal strength comes four times a second: the log shows its first value and the last, not every step. */
function visiblyDiffers(before: Transmission, after: Transmission): boolean {
  return JSON.stringify(shown(before)) !== JSON.stringify(shown(after));
}

function shown({ receivers, ...transmission }: Transmission): object {
  return { ...shownOf(transmission), receivers: receivers.map(shownOf) };
}

function shownOf({ rssiDbm, berPercent, ...rest }: Pick<Transmission, 'rssiDbm' | 'berPercent'>): object {
  return { ...rest, lastHeardAtMs: 0, hasStrength: rssiDbm !== null, hasErrorRate: berPercent !== null };
}
