import type { SourceCount } from '#contract/records/quarantine-records.ts';
import type { Database } from '../db/database.ts';
import type { Reception } from './reception.ts';

/** Books every message of every source into exactly one count, in the transaction that keeps the message. */
export function createSourceCounts(database: Database) {
  const columns = ['stored', 'duplicate', 'ignored', 'quarantined'] as const satisfies readonly (Reception | 'quarantined')[];
  const add = new Map(
    columns.map((column) => [
      column,
      database.prepare<[string]>(
        `INSERT INTO source_counts (source_id, stored, duplicate, ignored, quarantined)
         VALUES (?, ${columns.map((each) => (each === column ? 1 : 0)).join(', ')})
         ON CONFLICT (source_id) DO UPDATE SET ${column} = ${column} + 1`,
      ),
    ]),
  );
  const everything = database.prepare<[], SourceCount>(
    'SELECT source_id AS sourceId, stored, duplicate, ignored, quarantined FROM source_counts ORDER BY source_id',
  );
  return {
    add: (sourceId: string, what: Reception | 'quarantined'): void => {
      add.get(what)?.run(sourceId);
    },
    all: (): SourceCount[] => everything.all(),
  };
}

export type SourceCounts = ReturnType<typeof createSourceCounts>;
