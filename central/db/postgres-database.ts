import pg from 'pg';
import type { Clock } from '#ledger/clock.ts';
import type { Log } from '#ledger/log.ts';
import type { CentralDatabase, Queries } from './central-database.ts';

const retryMs = 1_000;
const bigIntType = 20;
/** Whole numbers stay numbers: none of ours comes near 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: 'text' | 'binary') =>
    type === bigIntType ? Number : (pg.types.getTypeParser(type, format) as (value: string) => unknown),
};

/** A pool of connections to a PostgreSQL server. Nothing is asked of the server before the first statement. */
export function connectPostgres(options: { url: string; connections?: number; clock: Clock; log: Log }): CentralDatabase {
  const { clock, log } = options;
  const config = { connectionString: options.url, types, keepAlive: true, connectionTimeoutMillis: 10_000, application_name: 'siaga-central' };
  const pool = new pg.Pool({ ...config, max: options.connections ?? 10 });
  // A connection that breaks while nobody uses it; the pool opens another.
  pool.on('error', (error) => log.warn('a connection to PostgreSQL broke', { reason: error.message }));
  const listening = new Map<string, Set<(payload: string | null) => void>>();
  const ear = createEar({ config, listening, clock, log });

  const queriesOf = (client: Pick<pg.ClientBase, 'query'>): Queries => ({
    async query<Row extends object>(text: string, values: readonly unknown[] = []) {
      return (await client.query<Row>(text, [...values])).rows;
    },
  });
  return {
    kind: 'postgres',
    query: queriesOf(pool).query,
    async transaction(work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('BEGIN');
        const value = await work({
          ...queriesOf(client),
          async script(text) {
            await client.query(text);
          },
        });
        await client.query('COMMIT');
        return value;
      } catch (error) {
        // A connection on which even this fails is not used again.
        await client.query('ROLLBACK').catch((failed: unknown) => {
          broken = failed instanceof Error ? failed : new Error(String(failed));
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    async listen(channel, hear) {
      const hearers = listening.get(channel) ?? new Set();
      listening.set(channel, hearers);
      hearers.add(hear);
      await ear.follow(channel);
      return async () => {
        hearers.delete(hear);
      };
    },
    async notify(channel, payload) {
      await pool.query('SELECT pg_notify($1, $2)', [channel, payload]);
    },
    async close() {
      await ear.close();
      await pool.end();
    },
  };
}

/** A connection of its own that hears notifications. It comes back by itself and then says that something may have been missed. */
function createEar(options: {
  config: pg.ClientConfig;
  listening: ReadonlyMap<string, ReadonlySet<(payload: string | null) => void>>;
  clock: Clock;
  log: Log;
}) {
  const { config, listening, clock, log } = options;
  let client: pg.Client | null = null;
  let opening: Promise<void> | null = null;
  let stopRetry: (() => void) | null = null;
  let closed = false;

  const open = async (): Promise<void> => {
    const next = new pg.Client(config);
    const lost = (error?: Error): void => {
      if (client !== next || closed) return;
      client = null;
      log.warn('notifications of PostgreSQL are not heard', { reason: error?.message ?? 'connection ended' });
      stopRetry = clock.after(retryMs, () => void again());
    };
    next.on('error', lost);
    next.on('end', () => lost());
    next.on('notification', ({ channel, payload }) => {
      for (const hear of listening.get(channel) ?? []) hear(payload ?? '');
    });
    await next.connect();
    for (const channel of listening.keys()) await next.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
    client = next;
  };
  const again = async (): Promise<void> => {
    if (closed) return;
    try {
      await open();
      for (const hearers of listening.values()) for (const hear of hearers) hear(null);
    } catch (error) {
      log.warn('PostgreSQL does not answer', { reason: error instanceof Error ? error.message : String(error) });
      stopRetry = clock.after(retryMs, () => void again());
    }
  };
  return {
    async follow(channel: string): Promise<void> {
      if (client) await client.query(`LISTEN ${pg.escapeIdentifier(channel)}`);
      else await (opening ??= open().finally(() => (opening = null)));
    },
    async close(): Promise<void> {
      closed = true;
      stopRetry?.();
      await opening?.catch(() => undefined);
      await client?.end();
    },
  };
}
