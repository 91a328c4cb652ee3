import type { EntityReference } from '#domain/journal/act.ts';
import { inTransaction, type Database } from '../db/database.ts';
import type { RowDamage } from '../db/row-damage.ts';
import { hashedColumns, isWholeSql, type HashedTable } from '../db/row-hash.ts';
import { withLooseIndexes } from '../db/with-loose-indexes.ts';
import type { Journal } from './journal.ts';

/** A row that is looked through by its place in its table. */
export type ScrubbedTable = Exclude<HashedTable, 'entity_checkpoints'>;

/** What of a station's database is looked through without end. */
export const scrubbedTables: readonly ScrubbedTable[] = [
  'incidents', 'unit_standings', 'calls', 'call_claims', 'number_standings', 'complaints', 'obstacles', 'landmarks', 'desk_standings', 'alarms', 'alarm_acknowledgements', 'unit_positions', 'drafts', 'phone_lines', 'recordings', 'journal', 'transmissions',
];

export type MendedCounts = { readonly found: number; readonly mended: number };

export type RowMender = {
  /** Mends the row at a place of a table, or takes it out: it comes again from where it came, and is shown to nobody until then. */
  mend(table: ScrubbedTable, rowid: number): void;
  /** Since the station began. */
  counts(): MendedCounts;
};

const entityKinds: Partial<Record<HashedTable, string>> = {
  incidents: 'incident', unit_standings: 'unit', call_claims: 'call', number_standings: 'number', complaints: 'complaint', obstacles: 'obstacle', landmarks: 'landmark', alarm_acknowledgements: 'alarm',
};

/** What to do about a row that is not as it was written. Whoever reads one through `damage` has it mended first. */
export function createRowMender(options: {
  database: Database;
  journal: Pick<Journal, 'mender' | 'mendEntity'>;
  damage: RowDamage;
  /** Puts a fact together again from what else is kept of it. */
  facts: { readonly [Table in 'calls' | 'transmissions' | 'alarms' | 'phone_lines']: { foldAgain(id: string): boolean } };
  now: () => number;
}): RowMender {
  const { database, journal, facts, now } = options;
  const note = database.prepare<[string, string, number, number]>('INSERT OR REPLACE INTO damaged_rows (source, key, found_ms, mended_ms) VALUES (?, ?, ?, ?)');
  let found = 0;
  let mended = 0;

  /** The key of a row as its index has it, which lies on another page. */
  const keyByIndex = (table: ScrubbedTable, rowid: number): string | undefined => {
    const [key] = hashedColumns[table];
    return database.prepare<[number], { key: string }>(`SELECT ${key} AS key FROM ${table} INDEXED BY sqlite_autoindex_${table}_1 WHERE +rowid = ?`).get(rowid)?.key;
  };
  const isWhole = (table: ScrubbedTable, rowid: number): boolean =>
    database.prepare<[number], { is_whole: number }>(`SELECT ${isWholeSql(table)} FROM ${table} WHERE rowid = ?`).get(rowid)?.is_whole === 1;
  const takeOut = (table: ScrubbedTable, rowid: number): void => {
    withLooseIndexes(database, table, rowid, () => database.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(rowid));
    database.exec(`REINDEX ${table}`);
  };
  const restore = (table: Exclude<ScrubbedTable, 'journal'>, key: string): boolean => {
    if (table === 'desk_standings') return journal.mendEntity(key as EntityReference);
    const kind = entityKinds[table];
    if (kind !== undefined) return journal.mendEntity(`${kind}:${key}` as EntityReference);
    return table === 'calls' || table === 'transmissions' || table === 'alarms' || table === 'phone_lines' ? facts[table].foldAgain(key) : false;
  };
  const mendRow = (table: ScrubbedTable, rowid: number): boolean => {
    if (table === 'journal') return journal.mender.mend(rowid);
    const [column] = hashedColumns[table];
    const key = keyByIndex(table, rowid);
    const isMended = withLooseIndexes(database, table, rowid, () => {
      if (key !== undefined) database.prepare(`UPDATE ${table} SET ${column} = ? WHERE rowid = ?`).run(key, rowid);
      return key !== undefined && restore(table, key) && isWhole(table, rowid);
    });
    if (!isMended) takeOut(table, rowid);
    note.run(table, key ?? String(rowid), now(), isMended ? now() : 0);
    return isMended;
  };
  const mend = (table: ScrubbedTable, rowid: number): void => {
    if (table === 'journal' && journal.mender.isKnown(rowid)) return;
    const isMended = inTransaction(database, () => mendRow(table, rowid));
    found += 1;
    if (isMended) mended += 1;
  };

  options.damage.mendWith((table, key) => {
    if (table === 'entity_checkpoints') return;
    if (table === 'journal') return mend(table, Number(key));
    const [column] = hashedColumns[table];
    const row = database.prepare<[string], { rowid: number }>(`SELECT rowid FROM ${table} WHERE ${column} = ?`).get(key);
    if (row) mend(table, row.rowid);
  });
  return { mend, counts: () => ({ found, mended }) };
}
