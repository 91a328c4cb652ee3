import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome } from '#domain/outcome/outcome.ts';
import { isDamage, type Database } from '../db/database.ts';
import { takeLease, type Lease } from '../db/lease.ts';
import { databaseFileName, openStationDatabase } from '../db/open-station-database.ts';
import { freeNameAside } from '../db/attach-outbox.ts';
import { rebuildFrom, rebuildFromKey } from './rebuild-station.ts';

const markFileName = 'station.db.rebuild';

/** Says that the database is damaged: the next start moves it aside and fills a new one from it. */
export function wantRebuild(dataDir: string): void {
  const mark = join(dataDir, markFileName);
  if (existsSync(mark)) return;
  writeFileSync(mark, freeNameAside(join(dataDir, databaseFileName)), { flush: true });
}

/**
 * Opens the station's database. A damaged one is moved aside whole, and the new one is marked to be filled from it; each step of
 * that may be the last one before the power goes.
 */
function openOrRebuild(dataDir: string): Outcome<Database> {
  const mark = join(dataDir, markFileName);
  const file = join(dataDir, databaseFileName);
  if (!existsSync(mark)) {
    const opened = openStationDatabase(dataDir);
    if (opened.ok || opened.code !== 'database-damaged') return opened;
    wantRebuild(dataDir);
  }
  const aside = readFileSync(mark, 'utf8');
  if (!existsSync(aside)) for (const ending of ['-wal', '-shm', '']) if (existsSync(file + ending)) renameSync(file + ending, aside + ending);
  const opened = openStationDatabase(dataDir);
  if (!opened.ok) return opened;
  const isMarked = opened.value.prepare('SELECT 1 FROM meta WHERE key = ?').get(rebuildFromKey) !== undefined;
  if (!isMarked) rebuildFrom(opened.value, aside);
  rmSync(mark);
  return opened;
}

/** Takes the folder's lease, which the built thing keeps, and builds on its database. */
export function onDataFolder<Built>(dataDir: string, build: (database: Database, lease: Lease) => Outcome<Built>): Outcome<Built> {
  const lease = takeLease(dataDir, process.pid);
  if (!lease.ok) return lease;
  let built: Outcome<Built> | null = null;
  try {
    built = onStationDatabase(dataDir, (database) => build(database, lease.value));
    return built;
  } finally {
    if (built?.ok !== true) lease.value.release();
  }
}

/** Builds something on the station's database. When it proves damaged at that, once more on one that is filled from it. */
function onStationDatabase<Built>(dataDir: string, build: (database: Database) => Outcome<Built>): Outcome<Built> {
  const attempt = (): Outcome<Built> => {
    const opened = openOrRebuild(dataDir);
    if (!opened.ok) return opened;
    try {
      return build(opened.value);
    } catch (error) {
      opened.value.close();
      throw error;
    }
  };
  try {
    return attempt();
  } catch (error) {
    if (!isDamage(error)) throw error;
    wantRebuild(dataDir);
    return attempt();
  }
}
