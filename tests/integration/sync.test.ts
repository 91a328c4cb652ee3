import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openField } from '#tests/fixtures/field.ts';
import { startCentral, type RunningCentral } from '#tests/fixtures/running-central.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { stationProfile } from '#tests/fixtures/station-profile.ts';
import { startWorkingStation, type WorkingStation } from '#tests/fixtures/working-station.ts';
import { freePort, startMosquitto } from './mosquitto.ts';

const patient = { timeout: 60_000, interval: 50 };

async function central(): Promise<RunningCentral> {
  const running = await startCentral({ dataDir: temporaryFolder(), port: await freePort() });
  onTestFinished(() => running.kill());
  return running;
}

async function stationAt(running: RunningCentral, id: string, dataDir = temporaryFolder()): Promise<WorkingStation> {
  return startWorkingStation({ dataDir, profile: stationProfile(id, { central: running.settingsFor(id, dataDir) }) });
}

/** Mode of a station, as its windows show it. */
function modeOf(station: WorkingStation): () => string | undefined {
  const shown = station.shown('sync', {});
  return () => shown()[0]?.mode;
}

test('two stations enrol by their codes and see each other’s acts; one kept apart works on, and both are told what contradicts', async () => {
  const running = await central();
  const [first, second] = await Promise.all([stationAt(running, 'S1'), stationAt(running, 'S2')]);
  const modes = [modeOf(first), modeOf(second)];
  await vi.waitFor(() => expect(modes.map((mode) => mode())).toEqual(['live', 'live']), patient);

  const there = second.shown('incidents', {});
  const startedAt = performance.now();
  const opened = await first.open('Kapal karam di Gili Genting');
  await vi.waitFor(() => expect(there()).toMatchObject([{ id: opened.incidentId, number: opened.number }]), { timeout: 10_000, interval: 5 });
  console.log(`an act is seen at the other seat after ${Math.round(performance.now() - startedAt)} ms`);

  await running.kill();
  await vi.waitFor(() => expect(modes.map((mode) => mode())).toEqual(['alone', 'alone']), patient);
  const status = first.shown('sync', {});
  const another = await second.open('Warga pingsan di pasar');
  await first.do('dispatch.send', { incidentId: opened.incidentId, unitId: 'p01' });
  await second.do('dispatch.send', { incidentId: another.incidentId, unitId: 'p01' });
  await first.do('incident.note', { incidentId: opened.incidentId, text: 'perahu warga menuju lokasi' });
  await vi.waitFor(() => expect(status()).toMatchObject([{ toSend: 2, centralLostAtMs: expect.any(Number) as number }]), patient);

  await running.start();
  for (const seat of [first, second]) {
    const [conflicts, alarms] = [seat.shown('conflicts', {}), seat.shown('alarms', {})];
    await vi.waitFor(() => expect(conflicts()).toMatchObject([{ rule: 'unit-on-two-incidents', sides: [{ station: 'S1' }, { station: 'S2' }] }]), patient);
    await vi.waitFor(() => expect(alarms()).toMatchObject([{ kind: 'conflict' }]), patient);
  }
  await vi.waitFor(() => expect(status()).toMatchObject([{ mode: 'live', toSend: 0, toFetch: 0, clockOffsetMs: expect.any(Number) as number }]), patient);
});

test('row 30: a central restored from an older copy is given back what it forgot, and nobody’s acts vanish', async () => {
  const running = await central();
  const [first, second] = await Promise.all([stationAt(running, 'S1'), stationAt(running, 'S2')]);
  const numbers: string[] = [];
  const open = async (seat: WorkingStation, count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1) numbers.push((await seat.open(`kejadian ${index}`)).number);
  };
  const [here, there] = [first.shown('incidents', {}), second.shown('incidents', {})];
  const all = (shown: typeof here): string[] => shown().map(({ number }) => number).toSorted();
  await open(first, 5);
  await vi.waitFor(() => expect(all(there)).toEqual(numbers.toSorted()), patient);

  await running.stop();
  const copy = temporaryFolder();
  cpSync(join(running.dataDir, 'database'), join(copy, 'database'), { recursive: true });
  await running.start();
  await open(first, 20);
  await open(second, 20);
  await vi.waitFor(() => expect([all(here), all(there)]).toEqual([numbers.toSorted(), numbers.toSorted()]), patient);
  // Nothing of this session is left at the second station's central but what stations hold.
  await running.stop();
  rmSync(join(running.dataDir, 'database'), { recursive: true });
  cpSync(join(copy, 'database'), join(running.dataDir, 'database'), { recursive: true });
  await running.start();

  // Whichever station speaks first gives back what it knows; the other may then find nothing missing.
  const statuses = [first, second].map((seat) => seat.shown('sync', {}));
  await vi.waitFor(() => {
    const now = statuses.flatMap((status) => status());
    expect(now).toMatchObject([{ mode: 'live', toSend: 0 }, { mode: 'live', toSend: 0 }]);
    expect(now.some(({ centralRestoredAtMs }) => centralRestoredAtMs !== null)).toBe(true);
  }, patient);
  const fresh = await stationAt(running, 'S3');
  const seen = fresh.shown('incidents', {});
  await vi.waitFor(() => expect(all(seen)).toEqual(numbers.toSorted()), patient);
});

test('a station whose data folder was lost goes on with the next number, and gives none twice', async () => {
  const running = await central();
  const folder = temporaryFolder();
  const first = await stationAt(running, 'S1', folder);
  const numbers = [(await first.open('satu')).number, (await first.open('dua')).number];
  const status = first.shown('sync', {});
  await vi.waitFor(() => expect(status()).toMatchObject([{ mode: 'live', toSend: 0 }]), patient);
  await first.process.kill();

  const again = await stationAt(running, 'S1');
  const incidents = again.shown('incidents', {});
  await vi.waitFor(() => expect(incidents().map(({ number }) => number).toSorted()).toEqual(numbers.toSorted()), patient);
  const next = await again.open('tiga');
  expect(numbers).not.toContain(next.number);
  const after = again.shown('sync', {});
  await vi.waitFor(() => expect(after()).toMatchObject([{ mode: 'live', toSend: 0, setAside: 0 }]), patient);
});

test('a station that was not there yet is told what the telephone and the radios said meanwhile, once', async () => {
  const running = await central();
  const broker = await startMosquitto();
  onTestFinished(() => broker.close());
  const field = await openField(broker.url, 'sumenep');
  onTestFinished(() => field.close());
  const sources = [
    { id: 'tel', kind: 'telephony', broker: 'lan' },
    { id: 'ht', kind: 'mmdvm', broker: 'lan', name: 'ht-sumenep' },
  ];
  const open = (id: string): Promise<WorkingStation> => {
    const dataDir = temporaryFolder();
    return startWorkingStation({ dataDir, profile: stationProfile(id, { brokerUrl: broker.url, central: running.settingsFor(id, dataDir), sources }) });
  };
  const first = await open('S1');
  const [calls, overs] = [first.shown('calls', {}), first.shown('transmissions', {})];
  const links = first.shown('links', {});
  await vi.waitFor(() => expect(links().find(({ id }) => id === 'broker:lan')?.state).toBe('live'), patient);
  field.hangUp(field.ring({ number: '+6281234567890', name: 'Ibu Rahma' }));
  field.speak(5101234, 'P01', 300);
  await vi.waitFor(() => expect([calls().length, overs().filter(({ endedAtMs }) => endedAtMs !== null).length]).toEqual([1, 1]), patient);

  const late = await open('S9');
  const [lateCalls, lateOvers] = [late.shown('calls', {}), late.shown('transmissions', {})];
  await vi.waitFor(() => {
    expect(lateCalls()).toMatchObject([{ id: calls()[0]?.id, endedAtMs: expect.any(Number) as number }]);
    expect(lateOvers()).toMatchObject([{ id: overs()[0]?.id }]);
  }, patient);
  expect([calls().length, overs().length]).toEqual([1, 1]);
});
