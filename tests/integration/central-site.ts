import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { CentralDatabase } from '#central/db/central-database.ts';
import { connectPostgres } from '#central/db/postgres-database.ts';
import type { CentralEngine } from '#central/engine/central-engine.ts';
import { createCentralEngine } from '#central/engine/create-central-engine.ts';
import type { PullAnswer, PushAnswer, SiteCursor } from '#contract/sync/sync-messages.ts';
import type { Act, JournalEvent } from '#domain/journal/act.ts';
import type { Outcome } from '#domain/outcome/outcome.ts';
import { unpackBatch } from '#domain/sync/event-batch.ts';
import type { RecordingSettings } from '#central/recordings/keep-recordings.ts';
import { systemClock, type Clock } from '#ledger/clock.ts';
import { journalEventHash } from '#ledger/journal-event-hash.ts';
import { createLog } from '#ledger/log.ts';
import { createSigningKey } from '#ledger/station-key.ts';
import { openEmbeddedInMemory } from '#tests/fixtures/embedded-database.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { stationChain, type StationChain } from '#tests/fixtures/station-chain.ts';
import { startPostgres, type Postgres } from './postgres.ts';

export const site = 'sumenep';
export const signingKey = createSigningKey();
const log = createLog(() => undefined, Date.now);

/** A folder for recordings that nobody sends. */
export const noRecordings = () => ({ folder: temporaryFolder(), reserveBytes: 0 });

export const note = (text: string): Act => ({ kind: 'incident.noted', incidentId: 'i1', text });

export function sure<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.sentence}`);
  return outcome.value;
}

export const onPostgres = (url: string): CentralDatabase => connectPostgres({ url, clock: systemClock, log });

/** An embedded database in memory, empty for each test: opening one takes seconds, so the tests of a file share it. */
function sharedEmbedded() {
  let opened: CentralDatabase | null = null;
  return {
    async open(): Promise<CentralDatabase> {
      const database = (opened ??= await openEmbeddedInMemory());
      await database.transaction(({ script }) => script('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));
      return { ...database, close: () => Promise.resolve() };
    },
    close: async (): Promise<void> => opened?.close(),
  };
}

/** For the tests of a file that hold on both kinds of database: how each opens an empty one. Called where the file is read. */
export function databasesOfBothKinds(): readonly (readonly [kind: string, open: () => Promise<CentralDatabase>])[] {
  let server: Postgres;
  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server.close());
  const embedded = sharedEmbedded();
  afterAll(embedded.close);
  return [
    ['embedded', embedded.open],
    ['PostgreSQL', async () => onPostgres(await server.createDatabase())],
  ];
}

/** Central's engine with one site, closed with its database when the test ends. */
export async function engineOn(database: CentralDatabase, clock: Clock = systemClock, recordings: RecordingSettings = noRecordings()): Promise<CentralEngine> {
  const engine = sure(await createCentralEngine({ database, clock, signingKey, log, recordings }));
  await engine.administration.createSite(site);
  onTestFinished(async () => {
    await engine.close();
    await database.close();
  });
  return engine;
}

export async function enrolled(engine: CentralEngine, station: string, ofSite = site): Promise<StationChain> {
  const chain = stationChain(ofSite, station);
  sure(await engine.administration.addStation(ofSite, station, chain.key.publicKey));
  return chain;
}

export const pushed = async (engine: CentralEngine, chain: StationChain, from: number, to: number): Promise<PushAnswer> =>
  sure(await engine.forStation(site, chain.station).push({ batches: [chain.batch(from, to)] }));

type Entries = Extract<PullAnswer, { kind: 'entries' }>;

export const pulled = async (engine: CentralEngine, station: string, from: SiteCursor, limit = 1_000, withOwn = true): Promise<Entries> => {
  const answer = sure(await engine.forStation(site, station).pull({ marks: [from], limit, waitMs: 0, withOwn }));
  if (answer.kind !== 'entries') throw new Error('central says it was restored');
  return answer;
};

export function eventsIn(answer: Entries): readonly JournalEvent[] {
  return answer.runs.flatMap(({ batch }) => sure(unpackBatch(batch, journalEventHash)));
}
