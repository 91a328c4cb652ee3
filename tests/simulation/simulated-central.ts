import type { CentralApi } from '#contract/sync/central-api.ts';
import { wakeTopic } from '#contract/sync/peer-messages.ts';
import type { CentralDatabase, Queries } from '#central/db/central-database.ts';
import type { CentralEngine } from '#central/engine/central-engine.ts';
import { createCentralEngine } from '#central/engine/create-central-engine.ts';
import type { Log } from '#ledger/log.ts';
import { createSigningKey } from '#ledger/station-key.ts';
import { openEmbeddedInMemory } from '#tests/fixtures/embedded-database.ts';
import type { VirtualBroker } from './virtual-network.ts';
import { computerClock, type VirtualTime } from './virtual-time.ts';

/** The database of central, and whether anything is under way in it. Many runs share it, each with a site of its own. */
export type CentralStore = { readonly database: CentralDatabase; isBusy(): boolean };

export async function openCentralStore(): Promise<CentralStore> {
  const inner = await openEmbeddedInMemory();
  let underWay = 0;
  const counted = <Value>(work: Promise<Value>): Promise<Value> => {
    underWay += 1;
    return work.finally(() => {
      underWay -= 1;
    });
  };
  const query: Queries['query'] = (text, values) => counted(inner.query(text, values));
  const database: CentralDatabase = {
    ...inner,
    query,
    transaction: (work) => counted(inner.transaction(work)),
    listen: (channel, hear) => counted(inner.listen(channel, hear)),
    notify: (channel, payload) => counted(inner.notify(channel, payload)),
  };
  return { database, isBusy: () => underWay > 0 };
}

const copied = ['sites', 'stations', 'events', 'entity_events', 'entities', 'entity_checkpoints', 'conflicts', 'station_signatures', 'receipts', 'set_aside', 'answers', 'recordings'];

/** Central of one site: the real engine, which can be stopped, started, and put back to a copy of its database. */
export async function createSimulatedCentral(options: {
  store: CentralStore;
  time: VirtualTime;
  broker: VirtualBroker;
  site: string;
  folder: string;
  log: Log;
  stations: readonly { readonly id: string; readonly publicKey: string }[];
}) {
  const { store, time, broker, site } = options;
  const { database } = store;
  const signingKey = createSigningKey();
  let running: { engine: CentralEngine; stop(): Promise<void>; apis: Map<string, CentralApi> } | null = null;

  const start = async (): Promise<void> => {
    const clock = computerClock(time);
    const made = await createCentralEngine({ database, clock, signingKey, log: options.log, recordings: { folder: options.folder, reserveBytes: 0 } });
    if (!made.ok) throw new Error(made.sentence);
    const engine = made.value;
    const stopMore = engine.onMore((of, head) => {
      if (of === site) void broker.publish(null, wakeTopic(site), JSON.stringify({ v: 1, seq: head.seq }));
    });
    running = {
      engine,
      apis: new Map(options.stations.map(({ id }) => [id, engine.forStation(site, id)])),
      async stop() {
        stopMore();
        clock.stop();
        await engine.close();
      },
    };
  };
  const stop = async (): Promise<void> => {
    const stopping = running;
    running = null;
    await stopping?.stop();
  };

  await start();
  const { administration } = running!.engine;
  await administration.createSite(site);
  for (const { id, publicKey } of options.stations) await administration.addStation(site, id, publicKey);

  return {
    /** Central as a station reaches it; null while it is down. */
    api: (station: string): CentralApi | null => running?.apis.get(station) ?? null,
    isRunning: (): boolean => running !== null,
    start,
    stop,
    /** Copies everything of the site, as a backup in the night does. */
    async backUp(): Promise<void> {
      await database.transaction(async ({ query, script }) => {
        await script('CREATE SCHEMA IF NOT EXISTS older');
        for (const table of copied) {
          await script(`CREATE TABLE IF NOT EXISTS older.${table} (LIKE public.${table})`);
          await query(`DELETE FROM older.${table} WHERE site = $1`, [site]);
          await query(`INSERT INTO older.${table} SELECT * FROM public.${table} WHERE site = $1`, [site]);
        }
      });
    },
    /** Central is stopped, its database put back to the copy, and started again. */
    async restore(): Promise<void> {
      await stop();
      await database.transaction(async ({ query }) => {
        for (const table of copied) {
          await query(`DELETE FROM public.${table} WHERE site = $1`, [site]);
          await query(`INSERT INTO public.${table} SELECT * FROM older.${table} WHERE site = $1`, [site]);
        }
      });
      await start();
    },
  };
}

export type SimulatedCentral = Awaited<ReturnType<typeof createSimulatedCentral>>;
