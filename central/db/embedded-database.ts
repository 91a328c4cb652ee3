import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import type { CentralDatabase, Queries } from './central-database.ts';
import { DurableNodeFiles, syncPath } from './durable-node-files.ts';

/** An empty database that the build made once: making one takes seconds of work, a copy takes none. It may be missing. */
const newDatabaseBesideBundle = fileURLToPath(new URL('../new-database', import.meta.url));

/**
 * PostgreSQL inside this process, in a folder, where every commit is on disk when it is answered. One process at a time may have the
 * folder open. A folder that is not there yet is made from `newDatabase`.
 */
export async function openEmbeddedDatabase(folder: string, newDatabase = newDatabaseBesideBundle, sharedBuffers = usualSharedBuffers): Promise<CentralDatabase> {
  if (!existsSync(join(folder, 'PG_VERSION'))) await makeWhole(folder, newDatabase);
  const database = await open(folder, sharedBuffers);
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

/**
 * PostgreSQL sets all of them up at each start, which takes longer than everything else in it; what it does not hold, the system's own
 * cache does.
 */
const usualSharedBuffers = '16MB';

function open(folder: string, sharedBuffers: string): Promise<PGlite> {
  // The library starts PostgreSQL with `-F`, which is without fsync. `fsync` as the way to sync the log: its `fdatasync` does nothing.
  const startParams = PGlite.defaultStartParams.flatMap((each) => (each === '-F' ? ['-c', 'wal_sync_method=fsync'] : [each]));
  return PGlite.create({ fs: new DurableNodeFiles(folder), startParams: [...startParams, '-c', `shared_buffers=${sharedBuffers}`] });
}

/** A new database appears in one moment: one whose making was cut off could not be opened afterwards. */
async function makeWhole(folder: string, newDatabase: string): Promise<void> {
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  if (existsSync(newDatabase)) {
    cpSync(newDatabase, making, { recursive: true });
  } else {
    mkdirSync(making, { recursive: true });
    await (await open(making, usualSharedBuffers)).close();
  }
  // Its files were copied or unpacked, not written by PostgreSQL, which syncs only what it wrote.
  for (const entry of readdirSync(making, { recursive: true, withFileTypes: true })) syncPath(join(entry.parentPath, entry.name));
  syncPath(making);
  if (existsSync(folder)) rmdirSync(folder);
  renameSync(making, folder);
  syncPath(dirname(folder));
}
