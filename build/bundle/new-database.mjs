import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes the empty database from which every embedded central begins; it appears in one moment.
 * @param {string} folder
 */
export async function makeNewDatabase(folder) {
  const { PGlite } = await import('@electric-sql/pglite');
  const making = `${folder}.${process.pid}`;
  mkdirSync(dirname(making), { recursive: true });
  const database = await PGlite.create(making);
  await database.close();
  rmSync(folder, { recursive: true, force: true });
  renameSync(making, folder);
}
