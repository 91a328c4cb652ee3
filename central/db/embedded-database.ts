import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import type { CentralDatabase, Queries } from './central-database.ts';
import { DurableNodeFiles, syncPath } from './durable-node-files.ts';

/**
 * PostgreSQL inside this process: in a folder, where every commit is on disk when it is answered, or in memory (`null`), for
 * tests. One process at a time may have the folder open.
 */
export async function openEmbeddedDatabase(folder: string | null): Promise<CentralDatabase> {
  if (folder !== null && !existsSync(join(folder, 'PG_VERSION'))) await makeWhole(folder);
  const database = await open(folder);
  const queriesOf = (one: Pick<Transaction, 'query'>): Queries => ({
    async query<Row extends object>(text: string, values: readonly unknown[] = []) {
      return (await one.query<Row>(text, [...values])).rows;
    },
  });
  return {
    kind: 'embedded',
    ...queriesOf(database),
    transaction: (work) =>
      database.transaction((transaction) =>
        work({
          ...queriesOf(transaction),
          async script(text) {
            await transaction.exec(text);
          },
        }),
      ),
    async listen(channel, hear) {
      const stop = await database.listen(channel, hear);
      return () => stop();
    },
    async notify(channel, payload) {
      await database.query('SELECT pg_notify($1, $2)', [channel, payload]);
    },
    close: () => database.close(),
  };
}

function open(folder: string | null): Promise<PGlite> {
  // The library starts PostgreSQL with `-F`, which is without fsync. `fsync` as the way to sync the log: its `fdatasync` does nothing.
  const startParams = PGlite.defaultStartParams.flatMap((each) =>
    each === '-F' && folder !== null ? ['-c', 'wal_sync_method=fsync'] : [each],
  );
  return PGlite.create(folder === null ? { startParams } : { fs: new DurableNodeFiles(folder), startParams });
}

/** A new database appears in one moment: one whose making was cut off could not be opened afterwards. */
async function makeWhole(folder: string): Promise<void> {
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  await (await open(making)).close();
  // Most of its files were unpacked, not written by PostgreSQL, which syncs only what it wrote.
  for (const entry of readdirSync(making, { recursive: true, withFileTypes: true })) syncPath(join(entry.parentPath, entry.name));
  syncPath(making);
  if (existsSync(folder)) rmdirSync(folder);
  renameSync(making, folder);
  syncPath(dirname(folder));
}
