import { existsSync, renameSync } from 'node:fs';
import { DamagedFileError, isDamage, type Database } from './database.ts';

export const outboxFileName = 'outbox.db';

const outboxVersion = 1;
const tables = `
  -- Own events that central has not acknowledged; the last one of a request holds what else was decided with it.
  CREATE TABLE outbox.own_events (seq INTEGER PRIMARY KEY, event TEXT NOT NULL, beside TEXT) STRICT;
  -- The newest own event that was ever recorded: a rollback of the first database is seen by it.
  CREATE TABLE outbox.witness (station TEXT PRIMARY KEY, seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT, WITHOUT ROWID;
  -- Central's signed word that it has a station's chain up to an event.
  CREATE TABLE outbox.receipts (
    station TEXT NOT NULL,
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL,
    site_seq INTEGER NOT NULL,
    site_hash TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (station, seq)
  ) STRICT, WITHOUT ROWID;
`;

/**
 * Puts the second, small database beside the first on the same connection, so that an act is written to both in one
 * transaction. It is a file of its own: no single bad page takes what was not sent yet. A damaged one is moved aside whole;
 * the journal then fills the new one. Returns where the damaged one is.
 */
export function attachOutbox(database: Database, file: string): string | null {
  try {
    attach(database, file);
    return null;
  } catch (error) {
    if (!isDamage(error)) throw error;
  }
  return replaceOutbox(database, file);
}

/** The damaged file is kept beside the new, empty one. */
export function replaceOutbox(database: Database, file: string): string {
  const isAttached = database.prepare("SELECT 1 FROM pragma_database_list WHERE name = 'outbox'").get() !== undefined;
  if (isAttached) database.exec('DETACH outbox');
  const aside = moveAside(file);
  attach(database, file);
  return aside;
}

export function freeNameAside(file: string): string {
  let number = 1;
  while (existsSync(`${file}.damaged-${number}`)) number += 1;
  return `${file}.damaged-${number}`;
}

/** Moves a database and its log to a name that is free; nothing of it is lost. */
function moveAside(file: string): string {
  const aside = freeNameAside(file);
  for (const ending of ['', '-wal', '-shm']) if (existsSync(file + ending)) renameSync(file + ending, aside + ending);
  return aside;
}

function attach(database: Database, file: string): void {
  database.prepare('ATTACH ? AS outbox').run(file);
  database.pragma('outbox.journal_mode = WAL');
  database.pragma('outbox.synchronous = FULL');
  database.pragma('outbox.journal_size_limit = 67108864');
  const found = String(database.pragma('outbox.quick_check(1)', { simple: true }));
  if (found !== 'ok') throw new DamagedFileError(found);
  if (database.pragma('outbox.user_version', { simple: true }) === outboxVersion) return;
  database
    .transaction(() => {
      database.exec(tables);
      database.pragma(`outbox.user_version = ${outboxVersion}`);
    })
    .immediate();
}
