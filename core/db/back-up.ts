import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from './database.ts';

/**
 * Writes a whole, consistent copy of the database. Under its name it stands only when it is complete and on disk: SQLite itself
 * syncs nothing here, and a half copy would be taken for a whole one. An older copy of that name is kept, since it is
 * nearer to the healthy state.
 */
export function backUp(database: Database, copy: string): void {
  if (existsSync(copy)) return;
  const partial = `${copy}.partial`;
  rmSync(partial, { force: true });
  database.prepare('VACUUM INTO ?').run(partial);
  syncToDisk(partial, 'r+');
  renameSync(partial, copy);
  // Windows has no handle for a folder; its file system keeps the name with the file.
  if (process.platform !== 'win32') syncToDisk(dirname(copy), 'r');
}

function syncToDisk(path: string, flags: 'r' | 'r+'): void {
  const handle = openSync(path, flags);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
