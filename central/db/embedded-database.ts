import { mkdirSync } from 'node:fs';
import { PGlite, type Transaction } from '@electric-sql/pglite';
import type { CentralDatabase, Queries } from './central-database.ts';
import { DurableNodeFiles } from './durable-node-files.ts';

/**
 * PostgreSQL inside this process: in a folder, where every commit is on disk when it is answered, or in memory (`null`), for
 * tests. One process at a time may have the folder open.
 */
export async function openEmbeddedDatabase(folder: string | null): Promise<CentralDatabase> {
  if (folder !== null) mkdirSync(folder, { recursive: true });
  // The library starts PostgreSQL with `-F`, which is without fsync. `fsync` as the way to sync the log: its `fdatasync` does nothing.
  const startParams = PGlite.defaultStartParams.flatMap((each) =>
    each === '-F' && folder !== null ? ['-c', 'wal_sync_method=fsync'] : [each],
  );
  const database = await PGlite.create(folder === null ? { startParams } : { fs: new DurableNodeFiles(folder), startParams });
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
