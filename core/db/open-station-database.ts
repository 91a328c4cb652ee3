import { dirname, join } from 'node:path';
import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import { attachOutbox, outboxFileName } from './attach-outbox.ts';
import { backUp } from './back-up.ts';
import { connect, inTransaction, isDamage, storageFault, type Database } from './database.ts';
import { migrations, type Migration } from './migrations.ts';

export const databaseFileName = 'station.db';

/**
 * Opens the station's database and brings it to the newest schema. Each migration is one transaction, and a new database
 * takes them all in one; before the first of them a copy is written beside a database that has something in it. A database from a newer version is refused and left as it is.
 */
export function openStationDatabase(dataDir: string, steps: readonly Migration[] = migrations): Outcome<Database> {
  const file = join(dataDir, databaseFileName);
  let database: Database;
  try {
    database = connect(file);
  } catch (error) {
    return failure(
      isDamage(error) ? 'database-damaged' : 'database-unreadable',
      `The database ${file} cannot be opened (${sentenceOf(error)}). Nothing was changed; keep the file and restore a copy from its folder.`,
    );
  }
  const opened = migrateOrClose(database, file, steps);
  return opened.ok ? success(database) : opened;
}

export function schemaVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/** A migration that our own SQL breaks is a defect and thrown; a disk that cannot take it is said. */
function migrateOrClose(database: Database, file: string, steps: readonly Migration[]): Outcome<void> {
  try {
    const migrated = migrate(database, file, steps);
    if (migrated.ok) attachOutbox(database, join(dirname(file), outboxFileName));
    else database.close();
    return migrated;
  } catch (error) {
    database.close();
    const fault = storageFault(error);
    if (fault === null) throw error;
    if (isDamage(error)) return failure('database-damaged', `The database ${file} is damaged (${sentenceOf(error)}). Nothing was changed.`);
    return failure('database-not-migrated', `The database ${file} could not be brought to the newest form: ${fault} Nothing was changed; mend that and start again.`);
  }
}

function migrate(database: Database, file: string, steps: readonly Migration[]): Outcome<void> {
  const newest = steps.at(-1)?.version ?? 0;
  const found = schemaVersion(database);
  if (found > newest) {
    return failure(
      'database-newer',
      `The database ${file} was written by a newer version of Siaga 112 (schema ${found}, this version knows ${newest}). Start the newer version, or use another data folder.`,
    );
  }
  const missing = steps.filter((step) => step.version > found);
  if (missing.length === 0) return success(undefined);
  if (found > 0) backUp(database, `${file}.before-${newest}`);
  const take = (step: Migration): void => {
    database.exec(step.sql);
    database.pragma(`user_version = ${step.version}`);
  };
  // A new database has nothing to keep between two steps, and one wait for the disk is enough.
  if (found === 0) inTransaction(database, () => missing.forEach(take));
  else for (const step of missing) inTransaction(database, () => take(step));
  return success(undefined);
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
