import type { Database } from './database.ts';
import { hashedColumns, type HashedTable } from './row-hash.ts';

/**
 * Runs work that changes or removes a row which its indexes do not know, since a bit flipped in a value that is indexed. SQLite
 * refuses that otherwise, and rightly so. It takes the flipped value's entry out of a unique index, which may be that of
 * another row: that one is put back.
 */
export function withLooseIndexes<Result>(database: Database, table: HashedTable, rowid: number, work: () => Result): Result {
  const isOuter = database.pragma('writable_schema', { simple: true }) !== 1;
  const keys = uniqueKeys(table);
  if (isOuter) {
    database.unsafeMode(true);
    database.pragma('writable_schema = ON');
  }
  try {
    const others = keys.flatMap((key) => othersUnder(database, table, key, rowid));
    const result = work();
    const columns = keys.flat().map((column) => `${column} = ${column}`).join(', ');
    const enterAgain = database.prepare<[number]>(`UPDATE ${table} SET ${columns} WHERE rowid = ?`);
    for (const other of others) enterAgain.run(other);
    return result;
  } finally {
    if (isOuter) {
      database.pragma('writable_schema = OFF');
      database.unsafeMode(false);
    }
  }
}

function uniqueKeys(table: HashedTable): readonly (readonly string[])[] {
  return table === 'journal' ? [['id'], ['station', 'seq']] : [[hashedColumns[table][0]]];
}

/** Rows that a unique index has under the key which the damaged row shows now. */
function othersUnder(database: Database, table: HashedTable, key: readonly string[], rowid: number): readonly number[] {
  const same = key.map((column) => `other.${column} = bad.${column}`).join(' AND ');
  return database
    .prepare<[number], { rowid: number }>(`SELECT other.rowid AS rowid FROM ${table} AS bad JOIN ${table} AS other ON ${same} WHERE bad.rowid = ? AND other.rowid <> bad.rowid`)
    .all(rowid)
    .map((row) => row.rowid);
}
