import { connectAsync } from 'mqtt';
import { expect, onTestFinished, test, vi } from 'vitest';
import { freePort, startMosquitto, type Mosquitto } from './mosquitto.ts';
import { stationProfile } from '#tests/fixtures/station-profile.ts';
import { startWorkingStation, type WorkingStation } from '#tests/fixtures/working-station.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

const patient = { timeout: 30_000, interval: 50 };

async function broker(): Promise<Mosquitto> {
  const mosquitto = await startMosquitto();
  onTestFinished(() => mosquitto.close());
  return mosquitto;
}

/** A station whose central is gone. */
async function lonelyStation(id: string, brokerUrl: string, dataDir = temporaryFolder()): Promise<WorkingStation> {
  const central = { url: `http://127.0.0.1:${await freePort()}` };
  return startWorkingStation({ dataDir, profile: stationProfile(id, { brokerUrl, central }) });
}

test('with central gone two seats on one broker see each other’s acts, and know that they are on their own', async () => {
  const { url } = await broker();
  const [first, second] = await Promise.all([lonelyStation('S1', url), lonelyStation('S2', url)]);
  const status = second.shown('sync', {});
  await vi.waitFor(() => expect(status()).toMatchObject([{ mode: 'seats-only', seats: [{ station: 'S1' }] }]), patient);

  const incidents = second.shown('incidents', {});
  const opened = await first.open('Warga jatuh dari pohon kelapa');
  await vi.waitFor(() => expect(incidents()).toMatchObject([{ id: opened.incidentId, number: opened.number, note: 'Warga jatuh dari pohon kelapa' }]), patient);

  // What the other did is taken further here, and comes back.
  const back = first.shown('incidents', {});
  await second.do('dispatch.send', { incidentId: opened.incidentId, unitId: 'p01' });
  await vi.waitFor(() => expect(back()).toMatchObject([{ assignments: [{ unitId: 'p01', releasedAtMs: null }] }]), patient);
  expect(second.shown('conflicts', {})()).toEqual([]);

  // Central says over the broker whom it refused: one alarm an hour for each reason, however often it is said.
  const alarms = first.shown('alarms', {});
  const teller = await connectAsync(url, { reconnectPeriod: 0 });
  const refused = { reason: 'signature-wrong', who: 'sumenep/S2 (claimed, from 10.0.0.9)', count: 1 };
  for (const count of [1, 10]) await teller.publishAsync('cc112/v1/sumenep/sync/more', JSON.stringify({ v: 1, seq: 0, refused: { ...refused, count } }), { qos: 1 });
  await vi.waitFor(() => expect(alarms()).toMatchObject([{ kind: 'audit', text: expect.stringContaining('sumenep/S2') as string }]), patient);
  await teller.endAsync();
});

test('a seat whose broker is gone too is alone; both assign one ambulance, and when they hear each other again both are told of it', async () => {
  const mosquitto = await broker();
  const [first, second] = await Promise.all([lonelyStation('S1', mosquitto.url), lonelyStation('S2', mosquitto.url)]);
  const [firstStatus, secondStatus] = [first.shown('sync', {}), second.shown('sync', {})];
  await vi.waitFor(() => expect([...firstStatus(), ...secondStatus()]).toMatchObject([{ mode: 'seats-only' }, { mode: 'seats-only' }]), patient);
  await mosquitto.stop('SIGKILL');
  await vi.waitFor(() => expect([...firstStatus(), ...secondStatus()]).toMatchObject([{ mode: 'alone', seats: [] }, { mode: 'alone', seats: [] }]), patient);

  const [here, there] = [await first.open('Kecelakaan di Lenteng'), await second.open('Sesak napas di Kota')];
  await first.do('dispatch.send', { incidentId: here.incidentId, unitId: 'p01' });
  await second.do('dispatch.send', { incidentId: there.incidentId, unitId: 'p01' });
  await mosquitto.start();

  for (const seat of [first, second]) {
    const [conflicts, alarms, incidents] = [seat.shown('conflicts', {}), seat.shown('alarms', {}), seat.shown('incidents', {})];
    await vi.waitFor(() => expect(conflicts()).toMatchObject([{ rule: 'unit-on-two-incidents', unitId: 'p01', sides: [{ station: 'S1' }, { station: 'S2' }] }]), patient);
    await vi.waitFor(() => expect(alarms()).toMatchObject([{ kind: 'conflict', unitId: 'p01', acknowledgedAtMs: null }]), patient);
    expect(conflicts()[0]?.sides.map(({ aloneSinceMs }) => typeof aloneSinceMs)).toEqual(['number', 'number']);
    // The first holds; the other incident stands without the unit, and shows it.
    const overruled = incidents().map(({ id, assignments }) => [id, assignments[0]?.overruled]);
    expect(new Map(overruled as [string, boolean][])).toEqual(new Map([[here.incidentId, false], [there.incidentId, true]]));
  }

  // Two keys: which conflict, which side. The other seat sees it settled, and its alarm is silent.
  const [conflict] = second.shown('conflicts', {})();
  const conflicts = second.shown('conflicts', {});
  await vi.waitFor(() => expect(conflicts()).toHaveLength(1), patient);
  const chosen = conflicts()[0]?.sides[1];
  await second.do('conflict.resolve', { conflictId: conflicts()[0]?.id ?? conflict?.id ?? '', chosenEventId: chosen?.eventId ?? '' });
  const [left, alarms, incidents] = [first.shown('conflicts', {}), first.shown('alarms', {}), first.shown('incidents', {})];
  await vi.waitFor(() => {
    expect(left()).toEqual([]);
    expect(alarms()).toMatchObject([{ kind: 'conflict', acknowledgedBy: expect.any(String) as string }]);
    const standing = incidents().flatMap(({ id, assignments }) => assignments.filter(({ releasedAtMs }) => releasedAtMs === null).map(() => id));
    expect(standing).toEqual([there.incidentId]);
  }, patient);
});

test('a seat that was off for a while is sent again what it missed', async () => {
  const { url } = await broker();
  const first = await lonelyStation('S1', url);
  const folder = temporaryFolder();
  const second = await lonelyStation('S2', url, folder);
  await second.process.kill();
  // More than one message of the seats holds.
  const numbers: string[] = [];
  for (let count = 0; count < 220; count += 1) numbers.push((await first.open(`nomor ${count}`)).number);
  const again = await lonelyStation('S2', url, folder);
  const incidents = again.shown('incidents', {});
  await vi.waitFor(() => expect(incidents().map(({ number }) => number).toSorted()).toEqual(numbers.toSorted()), patient);
});
