import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { heardSound, recordCall } from '#tests/fixtures/recorded-call.ts';
import { startCentral } from '#tests/fixtures/running-central.ts';
import { stationProfile } from '#tests/fixtures/station-profile.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { startWorkingStation, type WorkingStation } from '#tests/fixtures/working-station.ts';
import { startTcpProxy } from '../faults/tcp-proxy.ts';
import { freePort } from './mosquitto.ts';

const patient = { timeout: 60_000, interval: 50 };
const narrow = { bytesPerSecond: 32_000, oneWayMs: 20 };
const wide = { bytesPerSecond: 4_000_000, oneWayMs: 5 };
const bytes = 1_500_000;
const place = { text: 'Jl. Trunojoyo', latitude: -7.01, longitude: 113.86, radiusM: null, islandId: null, islandName: null, source: 'map' } as const;

type Overview = { readonly recordings: { readonly stations: readonly { station: string; held: number; heldBytes: number; awaited: number }[] } };

test('a recording goes to central behind every act and whatever is killed, is heard at another seat, and is given again to a central that lost its files', async () => {
  const central = await startCentral({ dataDir: temporaryFolder(), port: await freePort() });
  onTestFinished(() => central.kill());
  const line = await startTcpProxy(Number(new URL(central.url).port), narrow);
  onTestFinished(() => line.close());
  const [folder, elsewhere] = [temporaryFolder(), temporaryFolder()];
  const profile = stationProfile('S1', { central: { ...central.settingsFor('S1', folder), url: `http://127.0.0.1:${line.port}` } });
  const startFar = (): Promise<WorkingStation> => startWorkingStation({ dataDir: folder, profile });
  const near = await startWorkingStation({ dataDir: elsewhere, profile: stationProfile('S2', { central: central.settingsFor('S2', elsewhere) }) });
  let far = await startFar();
  let status = far.shown('sync', {});
  const waiting = (): { count: number; bytes: number } | undefined => status()[0]?.recordings;
  const overview = (): Overview['recordings'] => (JSON.parse(central.command('stations').out) as Overview).recordings;
  const parts = join(central.dataDir, 'recordings', 'site-sumenep', 'parts');
  const begun = (): number => readdirSync(parts, { recursive: true }).length;

  const { incidentId } = await far.do('incident.open', { type: 'traffic', priority: 1, place, note: '', callId: 'c1' });
  const sound = await recordCall(far, { recordingId: 'r1', callId: 'c1', bytes });
  await vi.waitFor(() => expect(waiting()).toMatchObject({ count: 1, bytes }), patient);
  await vi.waitFor(async () => expect(await near.ask('recording.list', { incidentId })).toMatchObject({ value: [{ id: 'r1', station: 'S1', bytes }] }), patient);
  await expect(heardSound(near, 'r1', incidentId), 'half of it').rejects.toThrow('recording-not-sent');
  await vi.waitFor(() => expect(begun()).toBeGreaterThan(2), patient);

  const seen = near.shown('incidents', {});
  await far.do('dispatch.send', { incidentId, unitId: 'p01' });
  const decidedAt = performance.now();
  await vi.waitFor(() => expect(seen()).toMatchObject([{ id: incidentId, assignments: [{ unitId: 'p01' }] }]), { timeout: 20_000, interval: 10 });
  console.log(`beside a recording, an assignment was at the other seat after ${Math.round(performance.now() - decidedAt)} ms`);
  expect(waiting(), 'the recording is still on its way').toMatchObject({ count: 1 });

  await central.kill();
  const kept = begun();
  await far.process.kill();
  expect(kept).toBeGreaterThan(2);
  line.become(wide);
  await central.start();
  const sent = line.bytes();
  far = await startFar();
  status = far.shown('sync', {});
  await vi.waitFor(() => expect(waiting()).toMatchObject({ count: 0 }), patient);
  expect(line.bytes() - sent, 'it went on where it was').toBeLessThan(bytes);
  expect(await far.do('recording.list', {})).toMatchObject([{ id: 'r1', isSynced: true }]);
  await vi.waitFor(async () => expect((await heardSound(near, 'r1', incidentId)).equals(sound)).toBe(true), patient);
  expect(overview()).toMatchObject({ stations: [{ station: 'S1', held: 1, heldBytes: bytes, awaited: 0 }] });

  await central.kill();
  expect((await heardSound(near, 'r1', incidentId)).equals(sound), 'fetched once, it is here').toBe(true);
  rmSync(join(elsewhere, 'recordings-fetched'), { recursive: true });
  await vi.waitFor(() => expect(heardSound(near, 'r1', incidentId)).rejects.toThrow('recording-at-central'), patient);
  rmSync(join(central.dataDir, 'recordings'), { recursive: true });
  await central.start();
  await vi.waitFor(() => expect(far.process.log()).toContain('central lost recordings'), patient);
  await vi.waitFor(() => expect(waiting()).toMatchObject({ count: 0 }), patient);
  expect(readdirSync(join(central.dataDir, 'recordings'), { recursive: true }).filter((name) => String(name).endsWith('.webm')).length).toBe(1);
}, 180_000);
