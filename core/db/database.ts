import BetterSqlite3 from 'better-sqlite3';
import { registerRowHash } from './row-hash.ts';
import { registerLookups } from './lookups.ts';

export type Database = BetterSqlite3.Database;

/** The lease keeps other cores away; only a foreign tool can hold the lock, and while we wait nobody is answered. */
const lockWaitMs = 1_000;

/**
 * Opens a database the only way this product does: write-ahead log, and every commit on disk before it returns.
 * better-sqlite3's own default (`synchronous=NORMAL` in WAL) loses acknowledged commits at a power cut.
 */
export function connect(file: string): Database {
  const database = new BetterSqlite3(file, { timeout: lockWaitMs });
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma('journal_size_limit = 67108864');
    assertDurable(database);
    registerRowHash(database);
    registerLookups(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** For looking at a file that is not ours to change. */
export function openReadOnly(file: string): Database {
  const database = new BetterSqlite3(file, { readonly: true, fileMustExist: true, timeout: lockWaitMs });
  registerRowHash(database);
  return database;
}

/** Throws unless a commit on this connection survives a power cut. */
export function assertDurable(database: Database): void {
  const synchronous: unknown = database.pragma('synchronous', { simple: true });
  const journalMode: unknown = database.pragma('journal_mode', { simple: true });
  if (synchronous !== 2) throw new Error(`synchronous is ${String(synchronous)}, must be 2 (FULL)`);
  if (journalMode !== 'wal' && journalMode !== 'memory') throw new Error(`journal_mode is ${String(journalMode)}, must be wal`);
}

/** Runs `work` in one immediate transaction; a throw rolls everything back. */
export function inTransaction<Result>(database: Database, work: () => Result): Result {
  return database.transaction(work).immediate();
}

/**
 * The same for what is not lost with it: the commit is not brought to the disk at once. A power cut takes it back whole, with everything after it;
 * the next transaction that is on the disk takes it along. Inside another transaction it is a part of that.
 */
export function inLooseTransaction<Result>(database: Database, work: () => Result): Result {
  if (database.inTransaction) return inTransaction(database, work);
  const files = attachedNames(database);
  for (const file of files) database.pragma(`${file}.synchronous = NORMAL`);
  try {
    return inTransaction(database, work);
  } finally {
    for (const file of files) database.pragma(`${file}.synchronous = FULL`);
  }
}

function attachedNames(database: Database): readonly string[] {
  return (database.pragma('database_list') as { name: string }[]).map(({ name }) => name).filter((name) => name !== 'temp');
}

/** A file that SQLite can read, but not as it was written. */
export class DamagedFileError extends Error {}

/** Whether a file is damaged, as opposed to a disk that is full or fails. */
export function isDamage(error: unknown): boolean {
  if (error instanceof DamagedFileError) return true;
  return error instanceof BetterSqlite3.SqliteError && (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB');
}

/** Whether a commit that failed may be on disk all the same: what was written before a failed fsync can come back at the next opening. */
export function mayBeOnDisk(error: unknown): boolean {
  return error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_IOERR');
}

export function isFull(error: unknown): boolean {
  return error instanceof BetterSqlite3.SqliteError && error.code === 'SQLITE_FULL';
}

const fullOrReadOnly: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'EPERM', 'EIO']);

export const damagedFault = 'the database file is damaged.';

/** The sentence for a fault of the disk or the file, or null when the error is something else. */
export function storageFault(error: unknown): string | null {
  if (error instanceof Error && 'code' in error && fullOrReadOnly.has(error.code)) return `the disk reports an error (${String(error.code)}).`;
  if (error instanceof DamagedFileError) return damagedFault;
  if (!(error instanceof BetterSqlite3.SqliteError)) return null;
  if (error.code === 'SQLITE_FULL') return 'the disk is full.';
  if (error.code.startsWith('SQLITE_IOERR')) return `the disk reports an error (${error.code}).`;
  if (error.code.startsWith('SQLITE_READONLY')) return 'the data folder cannot be written.';
  if (error.code.startsWith('SQLITE_CANTOPEN')) return 'the files of the data folder cannot be opened.';
  if (error.code.startsWith('SQLITE_BUSY') || error.code.startsWith('SQLITE_LOCKED')) return 'another program holds the database.';
  if (error.code.startsWith('SQLITE_CORRUPT') || error.code === 'SQLITE_NOTADB') return damagedFault;
  return null;
}
