import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';

export type Lease = { release(): void };

/**
 * One core per data folder. The lease is an exclusive lock on a small database of its own: the operating system lets go
 * of it when the process dies, whatever killed it, so there is nothing to clean up after a crash.
 */
export function takeLease(dataDir: string, processId: number): Outcome<Lease> {
  let lock: BetterSqlite3.Database | null = null;
  try {
    mkdirSync(dataDir, { recursive: true });
    lock = new BetterSqlite3(join(dataDir, 'lease.db'), { timeout: 0 });
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.exec('BEGIN EXCLUSIVE');
    lock.exec('CREATE TABLE IF NOT EXISTS holder (process_id INTEGER NOT NULL) STRICT');
    lock.exec('DELETE FROM holder');
    lock.prepare('INSERT INTO holder VALUES (?)').run(processId);
  } catch (error) {
    lock?.close();
    const isHeld = error instanceof BetterSqlite3.SqliteError && error.code.startsWith('SQLITE_BUSY');
    if (isHeld) {
      return failure(
        'data-folder-in-use',
        `Another Siaga 112 is running on the data folder ${dataDir}. Use that one, or start with another --data-dir.`,
      );
    }
    const why = error instanceof Error ? error.message : String(error);
    return failure('data-folder-unusable', `The data folder ${dataDir} cannot be used (${why}). Give this user the right to write there, or start with another --data-dir.`);
  }
  const held = lock;
  return success({ release: () => held.close() });
}
