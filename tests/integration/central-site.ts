import { onTestFinished } from 'vitest';
import type { CentralDatabase } from '#central/db/central-database.ts';
import { connectPostgres } from '#central/db/postgres-database.ts';
import type { CentralEngine } from '#central/engine/central-engine.ts';
import { createCentralEngine } from '#central/engine/create-central-engine.ts';
import type { PullAnswer, PushAnswer, SiteCursor } from '#contract/sync/sync-messages.ts';
import type { Act, JournalEvent } from '#domain/journal/act.ts';
import type { Outcome } from '#domain/outcome/outcome.ts';
import { unpackBatch } from '#domain/sync/event-batch.ts';
import { systemClock, type Clock } from '#ledger/clock.ts';
import { journalEventHash } from '#ledger/journal-event-hash.ts';
import { createLog } from '#ledger/log.ts';
import { createSigningKey } from '#ledger/station-key.ts';
import { stationChain, type StationChain } from '#tests/fixtures/station-chain.ts';

export const site = 'sumenep';
export const signingKey = createSigningKey();
const log = createLog(() => undefined, Date.now);

export const note = (text: string): Act => ({ kind: 'incident.noted', incidentId: 'i1', text });

export function sure<Value>(outcome: Outcome<Value>): Value {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.sentence}`);
  return outcome.value;
}

export const onPostgres = (url: string): CentralDatabase => connectPostgres({ url, clock: systemClock, log });

/** Central's engine with one site, closed with its database when the test ends. */
export async function engineOn(database: CentralDatabase, clock: Clock = systemClock): Promise<CentralEngine> {
  const engine = sure(await createCentralEngine({ database, clock, signingKey, log }));
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
