import { expect, onTestFinished, test, vi } from 'vitest';
import { siteStart } from '#contract/sync/sync-messages.ts';
import { createHttpCentral } from '#core/sync/http-central.ts';
import { startCentral, type RunningCentral } from '#tests/fixtures/running-central.ts';
import { stationAtCentral } from '#tests/fixtures/station-at-central.ts';
import { stationChain, type StationChain } from '#tests/fixtures/station-chain.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { freePort } from './mosquitto.ts';
import { startPostgres } from './postgres.ts';

const site = 'sumenep';

test('two centrals on one PostgreSQL are one: who came in at one is in at the other, is woken there, goes on when one dies, and is shut out of both', async () => {
  const postgres = await startPostgres();
  onTestFinished(() => postgres.close());
  const database = await postgres.createDatabase();
  const open = async (): Promise<RunningCentral> => {
    const central = await startCentral({ dataDir: temporaryFolder(), port: await freePort(), more: ['--database', database] });
    onTestFinished(() => central.kill());
    return central;
  };
  const [here, there] = await Promise.all([open(), open()]);
  const enter = async (name: string, central: RunningCentral): Promise<StationChain> => {
    const chain = stationChain(site, name);
    const station = stationAtCentral({ url: central.url, site }, chain, central.command('code', name).out.split('\n')[0]);
    expect(await station.push({ batches: [] })).toMatchObject({ ok: true });
    station.close();
    return chain;
  };
  const at = (central: RunningCentral, chain: StationChain) => {
    const station = createHttpCentral({ url: central.url, site, station: chain.station, key: chain.key });
    onTestFinished(() => station.close());
    return station;
  };
  const [first, second] = [await enter('S1', here), await enter('S2', there)];
  const [firstHere, firstThere, secondThere] = [at(here, first), at(there, first), at(there, second)];
  const note = (): void => void first.add({ kind: 'incident.noted', incidentId: 'i1', text: `${first.events.length}` }, { nowMs: Date.now() });

  const waiting = secondThere.pull({ marks: [siteStart], limit: 10, waitMs: 5_000, withOwn: false });
  note();
  const pushedAt = performance.now();
  expect(await firstHere.push({ batches: [first.batch(1, 1)] })).toMatchObject({ ok: true, value: { refused: [] } });
  expect(await waiting).toMatchObject({ ok: true, value: { kind: 'entries', runs: [{ batch: { station: 'S1', firstSeq: 1 } }] } });
  console.log(`pushed at one central, given at the other after ${Math.round(performance.now() - pushedAt)} ms`);

  await here.kill();
  note();
  expect(await firstHere.push({ batches: [first.batch(2, 2)] })).toMatchObject({ ok: false, code: 'no-central' });
  expect(await firstThere.push({ batches: [first.batch(2, 2)] })).toMatchObject({ ok: true, value: { refused: [], heads: { S1: { seq: 2 } } } });

  await here.start();
  expect(await firstHere.push({ batches: [] })).toMatchObject({ ok: true });
  expect(there.command('revoke', 'S1')).toMatchObject({ code: 0 });
  for (const station of [firstThere, firstHere]) {
    await vi.waitFor(async () => expect(await station.push({ batches: [] })).toMatchObject({ ok: false, code: 'revoked' }), { timeout: 60_000, interval: 250 });
  }
  expect(await at(here, second).push({ batches: [] })).toMatchObject({ ok: true });
  expect([await here.stop(), await there.stop()], 'a clean stop').toEqual([0, 0]);
}, 240_000);
