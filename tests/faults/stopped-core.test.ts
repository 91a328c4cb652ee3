import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openField } from '#tests/fixtures/field.ts';
import { foldedTables } from '#tests/fixtures/folded-tables.ts';
import { startHeadlessStation } from '#tests/fixtures/headless-station.ts';
import { startCentral } from '#tests/fixtures/running-central.ts';
import { stationProfile } from '#tests/fixtures/station-profile.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { startWorkingStation, type WorkingStation } from '#tests/fixtures/working-station.ts';
import { freePort, startMosquitto } from '../integration/mosquitto.ts';

/** Longer than any patience: a window's 5 s, central's 8 s, and the broker's one and a half times 10 s, after which it ends the session's connection. */
const stoppedMs = Number(process.env['SIAGA_STOPPED_MS'] ?? 17_000);
const patient = { timeout: 30_000, interval: 50 };
const sources = [{ id: 'tel', kind: 'telephony', broker: 'lan' }];

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

test('row 8: a core that stood still keeps its folder, is told what it missed once, and no act that was asked before or meanwhile is done twice', { timeout: 180_000 + stoppedMs }, async () => {
  const central = await startCentral({ dataDir: temporaryFolder(), port: await freePort() });
  onTestFinished(() => central.kill());
  const broker = await startMosquitto();
  onTestFinished(() => broker.close());
  const field = await openField(broker.url, 'sumenep');
  onTestFinished(() => field.close());
  const dataDir = temporaryFolder();
  const profileOf = (id: string, folder: string): object => stationProfile(id, { brokerUrl: broker.url, central: central.settingsFor(id, folder), sources });
  const profile = profileOf('S1', dataDir);
  const stopped = await startWorkingStation({ dataDir, profile });
  const elsewhere = temporaryFolder();
  const other = await startWorkingStation({ dataDir: elsewhere, profile: profileOf('S2', elsewhere) });
  const isLinked = (station: WorkingStation): (() => void) => {
    const [links, sync] = [station.shown('links', {}), station.shown('sync', {})];
    return () => {
      expect(links().find(({ id }) => id === 'broker:lan')?.state).toBe('live');
      expect(sync()).toMatchObject([{ mode: 'live', toSend: 0 }]);
    };
  };
  const [isHereLinked, isThereLinked] = [isLinked(stopped), isLinked(other)];
  await vi.waitFor(isHereLinked, patient);
  await vi.waitFor(isThereLinked, patient);

  const window = await stopped.process.client();
  onTestFinished(() => window.close());
  const { incidentId } = await stopped.open('sebelum berhenti');
  const before = { requestId: randomUUID() };
  const noted = await window.ask('incident.note', { incidentId, text: 'sebelum' }, before);
  expect(noted.ok).toBe(true);
  const seen = other.shown('incidents', {});
  await vi.waitFor(() => expect(seen().map(({ id }) => id)).toContain(incidentId), patient);
  const heardAtMs: number[] = [];
  onTestFinished(window.follow('links', {}, ({ asOfMs }) => void heardAtMs.push(asOfMs)));
  await vi.waitFor(() => expect(heardAtMs).not.toEqual([]), patient);

  stopped.process.process.kill('SIGSTOP');
  const stoppedAtMs = Date.now();
  onTestFinished(() => void stopped.process.process.kill('SIGCONT'));
  const meanwhile = { requestId: randomUUID(), timeoutMs: 4_000 };
  const unanswered = window.ask('incident.note', { incidentId, text: 'selama' }, meanwhile);
  await expect(startHeadlessStation({ dataDir, profile })).rejects.toThrow('Another Siaga 112 is running on the data folder');
  const call = field.ring({ number: '+6281234567890', name: 'Ibu Rahma' });
  const calledElsewhere = other.shown('calls', {});
  await vi.waitFor(() => expect(calledElsewhere().map(({ id }) => id)).toHaveLength(1), patient);
  const there = await other.open('selama S1 berhenti');
  // The window knows that nobody answers, and shows nothing as newer than it is.
  await vi.waitFor(() => expect(window.state().phase).toBe('down'), { timeout: 7_000, interval: 50 });
  expect(await unanswered).toMatchObject({ ok: false });
  await wait(stoppedMs - (Date.now() - stoppedAtMs));
  expect(Math.max(...heardAtMs)).toBeLessThanOrEqual(stoppedAtMs);
  // The broker looks for silent sessions from time to time, on a busy computer less often; the core stands still until it has.
  const brokerLog = (): string => readFileSync(join(broker.folder, 'mosquitto.log'), 'utf8');
  await vi.waitFor(() => expect(brokerLog()).toMatch(/S1.*(exceeded timeout|disconnecting)/), { timeout: 60_000, interval: 200 });

  stopped.process.process.kill('SIGCONT');
  await vi.waitFor(() => expect(window.state().phase).toBe('live'), patient);
  const again = await window.ask('incident.note', { incidentId, text: 'sebelum' }, before);
  expect(again).toEqual(noted);
  expect(await window.ask('incident.note', { incidentId, text: 'selama' }, { requestId: meanwhile.requestId })).toMatchObject({ ok: true });
  await vi.waitFor(isHereLinked, patient);
  const [calls, incidents] = [stopped.shown('calls', {}), stopped.shown('incidents', {})];
  await vi.waitFor(() => {
    expect(calls().map(({ id }) => id)).toEqual(calledElsewhere().map(({ id }) => id));
    expect(incidents().map(({ id }) => id).toSorted()).toEqual([incidentId, there.incidentId].toSorted());
  }, patient);
  field.hangUp(call);
  await vi.waitFor(() => expect(calls()).toMatchObject([{ endedAtMs: expect.any(Number) as number }]), patient);

  await vi.waitFor(isThereLinked, patient);
  const notes = async (station: WorkingStation): Promise<string[]> => {
    const texts: string[] = [];
    const timeline = station.shown('timeline', { incidentId });
    await vi.waitFor(() => expect(timeline().filter(({ act }) => act.kind === 'incident.noted')).toHaveLength(2), patient);
    for (const { act } of timeline()) if (act.kind === 'incident.noted') texts.push(act.text);
    return texts;
  };
  expect([await notes(stopped), await notes(other)]).toEqual([['sebelum', 'selama'], ['sebelum', 'selama']]);
  await stopped.process.stop();
  await other.process.stop();
  const [here, away] = [foldedTables(dataDir), foldedTables(elsewhere)];
  expect([here.isChainWhole, away.isChainWhole, here.events]).toEqual([true, true, away.events]);
  expect(here.live).toEqual(away.live);
});
