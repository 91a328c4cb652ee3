import { canonicalNumber } from '#domain/calls/caller-number.ts';
import { complaintView, type ComplaintState } from '#domain/complaints/complaint-state.ts';
import type { Complaint } from '#domain/complaints/complaint.ts';
import { serialOf } from '#domain/complaints/ticket-number.ts';
import type { Database } from '../../db/database.ts';
import type { CheckedRow, RowDamage } from '../../db/row-damage.ts';
import { isWholeSql, withHash } from '../../db/row-hash.ts';
import type { EntityTable } from '../../journal/entity-fold.ts';

/** Complaints as folded, and the lists by which they are found. */
export function createComplaintStore(database: Database, damage: RowDamage) {
  const select = database.prepare<[string], CheckedRow & { body: string }>(`SELECT body, ${isWholeSql('complaints')} FROM complaints WHERE id = ?`);
  const upsert = database.prepare<[string, string, number, number | null, string, string]>(
    `INSERT INTO complaints (id, number, opened_ms, over_ms, body, row_hash) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       number = excluded.number, opened_ms = excluded.opened_ms, over_ms = excluded.over_ms, body = excluded.body, row_hash = excluded.row_hash`,
  );
  const keepSerial = database.prepare<[string, number]>(
    'INSERT INTO ticket_serials (station, serial) VALUES (?, ?) ON CONFLICT (station) DO UPDATE SET serial = MAX(serial, excluded.serial)',
  );
  const newestSerial = database.prepare<[string], { serial: number }>('SELECT serial FROM ticket_serials WHERE station = ?');
  const enter = database.prepare<[string, string, number, number]>(
    `INSERT INTO complainants (number, complaint_id, is_open, opened_ms) VALUES (?, ?, ?, ?)
     ON CONFLICT (number, complaint_id) DO UPDATE SET is_open = excluded.is_open, opened_ms = excluded.opened_ms`,
  );
  const shown = database.prepare<[number], { id: string }>('SELECT id FROM complaints WHERE over_ms IS NULL UNION ALL SELECT id FROM complaints WHERE over_ms >= ?');
  const byNumber = database.prepare<[string], { id: string }>(complaintByTicketSql);
  const ofCaller = database.prepare<[string, number], { complaint_id: string }>(openComplaintsOfNumberSql);
  const clear = ['complaints', 'complainants'].map((table) => database.prepare(`DELETE FROM ${table}`));

  const table: EntityTable = {
    kind: 'complaint',
    read(id) {
      const row = select.get(id);
      return row && (row.is_whole === 1 ? (JSON.parse(row.body) as ComplaintState) : 'damaged');
    },
    write(id, state) {
      const complaint = state as ComplaintState | undefined;
      if (!complaint) return;
      const { number, openedAtMs, openedStation, overAtMs, complainants } = complaint;
      upsert.run(...withHash('complaints', id, number, openedAtMs, overAtMs, JSON.stringify(complaint)));
      const serial = serialOf(number);
      if (serial !== null) keepSerial.run(openedStation, serial);
      const callers = new Set(complainants.flatMap((each) => canonicalNumber(each.number) ?? []));
      for (const caller of callers) enter.run(caller, id, overAtMs === null ? 1 : 0, openedAtMs);
    },
    clear: () => clear.forEach((statement) => statement.run()),
  };
  const read = (id: string): Complaint | undefined => {
    const row = damage.read('complaints', id, () => select.get(id));
    return row && complaintView(JSON.parse(row.body) as ComplaintState);
  };
  return {
    table,
    read,
    /** By its ticket. */
    find(number: string): Complaint | undefined {
      const row = byNumber.get(number);
      return row && read(row.id);
    },
    /** Complaints under way, and those that were over since the given time. */
    shownIds: (overSinceMs: number): readonly string[] => shown.all(overSinceMs).map(({ id }) => id),
    /** What a number has under way, the newest first. */
    openOfNumber: (number: string, limit: number): readonly Complaint[] => ofCaller.all(number, limit).flatMap((row) => read(row.complaint_id) ?? []),
    /** The newest serial of a station; 0 where it has given none. */
    newestSerial: (station: string): number => newestSerial.get(station)?.serial ?? 0,
  };
}

export const complaintByTicketSql = 'SELECT id FROM complaints WHERE number = ? ORDER BY opened_ms LIMIT 1';
export const openComplaintsOfNumberSql = 'SELECT complaint_id FROM complainants WHERE number = ? AND is_open = 1 ORDER BY opened_ms DESC LIMIT ?';

export type ComplaintStore = ReturnType<typeof createComplaintStore>;
