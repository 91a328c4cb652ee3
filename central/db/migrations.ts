import { failure, success, type Outcome } from '#domain/outcome/outcome.ts';
import type { CentralDatabase } from './central-database.ts';
import { sitesAndTheirOrder } from './migrations/0001-sites-and-their-order.ts';
import { answersByTime } from './migrations/0002-answers-by-time.ts';
import { recordings } from './migrations/0003-recordings.ts';

export type Migration = {
  /** Counts from 1 without gaps; a released migration is never edited. */
  readonly version: number;
  readonly name: string;
  readonly sql: string;
};

export const migrations: readonly Migration[] = [sitesAndTheirOrder, answersByTime, recordings];

/** One lock for all centrals that start on the same server at the same time. */
const migrationLock = 112_112;

/** Brings the database to the newest schema, each step in one transaction. A database from a newer version is refused and left alone. */
export async function migrate(database: CentralDatabase, nowMs: number, steps: readonly Migration[] = migrations): Promise<Outcome<{ readonly version: number }>> {
  const newest = steps.at(-1)?.version ?? 0;
  for (;;) {
    const version = await database.transaction(async ({ query, script }) => {
      await query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
      await script('CREATE TABLE IF NOT EXISTS migrations (version integer PRIMARY KEY, name text NOT NULL, applied_ms bigint NOT NULL)');
      const [row] = await query<{ version: number | null }>('SELECT max(version) AS version FROM migrations');
      const next = steps.find((step) => step.version === (row?.version ?? 0) + 1);
      if (!next) return row?.version ?? 0;
      await script(next.sql);
      await query('INSERT INTO migrations (version, name, applied_ms) VALUES ($1, $2, $3)', [next.version, next.name, nowMs]);
      return next.version;
    });
    if (version > newest) {
      return failure(
        'newer-database',
        `This database was written by a newer version of central (schema ${version}, this one knows ${newest}). Start that version, or restore a backup of before the update.`,
      );
    }
    if (version === newest) return success({ version });
  }
}
