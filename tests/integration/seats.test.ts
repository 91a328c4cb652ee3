import { connectAsync, type MqttClient } from 'mqtt';
import { peerText, peerTopic } from '#contract/sync/peer-messages.ts';
import { openIdentity } from '#core/sync/identity.ts';
import type { JournalEvent } from '#domain/journal/act.ts';
import { chainHeadText, packBatch, unpackBatch, type EventBatch } from '#domain/sync/event-batch.ts';
import { packMessage, unpackMessage } from '#ledger/compress.ts';
import { journalEventHash } from '#ledger/journal-event-hash.ts';
import { createSigningKey } from '#ledger/station-key.ts';
import { openedAct } from '#tests/fixtures/opened-act.ts';
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

const site = 'sumenep';

/** A station whose central is gone. */
async function lonelyStation(id: string, brokerUrl: string, dataDir: string): Promise<WorkingStation> {
  const central = { url: `http://127.0.0.1:${await freePort()}` };
  return startWorkingStation({ dataDir, profile: stationProfile(id, { brokerUrl, central }) });
}

/** The data folders of stations to which central told each other's keys before it was gone. */
function acquainted(...stations: readonly string[]): readonly string[] {
  const folders = stations.map((station) => ({ station, dataDir: temporaryFolder() }));
  const identities = folders.map(({ station, dataDir }) => {
    const opened = openIdentity({ dataDir, site, station, readSecret: () => undefined });
    if (!opened.ok) throw new Error(opened.sentence);
    return { station, identity: opened.value };
  });
  const keys = identities.map(({ station, identity }) => ({ station, publicKey: identity.key.publicKey, isRevoked: false }));
  for (const { identity } of identities) identity.stationKeys.keep(keys);
  return folders.map(({ dataDir }) => dataDir);
}

async function lonelySeats(brokerUrl: string): Promise<[WorkingStation, WorkingStation]> {
  const [first = '', second = ''] = acquainted('S1', 'S2');
  return Promise.all([lonelyStation('S1', brokerUrl, first), lonelyStation('S2', brokerUrl, second)]);
}

test('with central gone two seats on one broker see each other’s acts, and know that they are on their own', async () => {
  const { url } = await broker();
  const [first, second] = await lonelySeats(url);
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
  const [first, second] = await lonelySeats(mosquitto.url);
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
  const [folderOfFirst = '', folder = ''] = acquainted('S1', 'S2');
  const first = await lonelyStation('S1', url, folderOfFirst);
  const second = await lonelyStation('S2', url, folder);
  await second.process.kill();
  // More than one message of the seats holds.
  const numbers: string[] = [];
  for (let count = 0; count < 220; count += 1) numbers.push((await first.open(`nomor ${count}`)).number);
  const again = await lonelyStation('S2', url, folder);
  const incidents = again.shown('incidents', {});
  await vi.waitFor(() => expect(incidents().map(({ number }) => number).toSorted()).toEqual(numbers.toSorted()), patient);
});

/** An act that follows the newest one of a station, as only that station may write it. */
function nextEvent(station: string, { seq, hash }: Pick<JournalEvent, 'seq' | 'hash'>, incidentId: string): JournalEvent {
  const nowMs = Date.now();
  const unsigned = { id: `forged-${incidentId}`, station, seq: seq + 1, hlc: `${nowMs}.0000.${station}`, atMs: nowMs, actor: 'Sari', act: openedAct(incidentId), previousHash: hash };
  return { ...unsigned, hash: journalEventHash(unsigned) };
}

const tellAs = (client: MqttClient, station: string, batch: EventBatch): Promise<unknown> =>
  client.publishAsync(peerTopic(site, station), packMessage({ v: 1, batches: [batch], heads: {}, aloneSinceMs: 1, saidMs: Date.now(), signature: null }), { qos: 1 });

test('row 37: acts on the broker that their station did not sign are never taken, are counted and told; those it signed are taken all the same', async () => {
  const { url } = await broker();
  const forger = await connectAsync(url, { reconnectPeriod: 0 });
  onTestFinished(() => forger.endAsync());
  const told: EventBatch[] = [];
  forger.on('message', (_topic, payload) => {
    const unpacked = unpackMessage(payload, 1_000_000);
    if (unpacked.ok) told.push(...(unpacked.value as { batches: EventBatch[] }).batches);
  });
  await forger.subscribeAsync(peerTopic(site, 'S1'), { qos: 1 });
  const [first, second] = await lonelySeats(url);
  const [incidents, alarms, status] = [second.shown('incidents', {}), second.shown('alarms', {}), second.shown('sync', {})];
  const { incidentId } = await first.open('Kecelakaan di Lenteng');
  await vi.waitFor(() => expect(incidents().map(({ id }) => id)).toEqual([incidentId]), patient);

  const newest = told.map((batch) => unpackBatch(batch, journalEventHash)).flatMap((read) => (read.ok ? read.value : [])).at(-1);
  if (!newest) throw new Error('the forger heard nothing');
  const forged = nextEvent('S1', newest, 'forged');
  const key = createSigningKey();
  const signed = key.sign(chainHeadText(site, 'S1', forged.seq, forged.hash));
  const real = told.findLast(({ lastHash }) => lastHash === newest.hash)?.signature ?? null;
  for (const signature of [signed, null, real]) await tellAs(forger, 'S1', packBatch([forged], signature));
  const stranger = nextEvent('S7', { seq: 0, hash: '0'.repeat(64) }, 'of a stranger');
  await tellAs(forger, 'S7', packBatch([stranger], key.sign(chainHeadText(site, 'S7', stranger.seq, stranger.hash))));

  await vi.waitFor(() => expect(status()).toMatchObject([{ setAside: 4 }]), patient);
  const texts = alarms().filter(({ kind }) => kind === 'audit').map(({ text }) => text);
  expect(texts.toSorted()).toEqual([expect.stringContaining('in the name of S1 that S1 did not sign'), expect.stringContaining('in the name of S7, whose key')]);
  // The number is still S1's own.
  const own = await first.open('Sesak napas di Kota');
  await vi.waitFor(() => expect(incidents().map(({ id }) => id).toSorted()).toEqual([incidentId, own.incidentId].toSorted()), patient);
});

test('row 37: what a seat says of itself counts when it signed it and has not said it before; a forger makes no seat out of nobody', async () => {
  const { url } = await broker();
  const forger = await connectAsync(url, { reconnectPeriod: 0 });
  onTestFinished(() => forger.endAsync());
  const said: Buffer[] = [];
  forger.on('message', (_topic, payload) => void said.push(payload));
  await forger.subscribeAsync(peerTopic(site, 'S1'), { qos: 1 });
  const [first, second] = await lonelySeats(url);
  const [status, alarms] = [second.shown('sync', {}), second.shown('alarms', {})];
  await vi.waitFor(() => expect(status()).toMatchObject([{ mode: 'seats-only', seats: [{ station: 'S1' }] }]), patient);

  await first.process.kill();
  await vi.waitFor(() => expect(status()).toMatchObject([{ mode: 'alone', seats: [] }]), patient);
  const saidBefore = said.slice(-20);
  const beat = { v: 1, batches: [], heads: {}, aloneSinceMs: 1, saidMs: Date.now() + 60_000 };
  for (const signature of [null, createSigningKey().sign(peerText(site, 'S1', beat))]) {
    await forger.publishAsync(peerTopic(site, 'S1'), packMessage({ ...beat, signature }), { qos: 1 });
  }
  for (const payload of saidBefore) await forger.publishAsync(peerTopic(site, 'S1'), payload, { qos: 1 });
  await vi.waitFor(() => expect(alarms()).toMatchObject([{ kind: 'audit', text: expect.stringContaining('in the name of S1 who is not S1') as string }]), patient);
  // Everything on the broker comes in its order: once this is refused, all before it was heard.
  await tellAs(forger, 'S7', packBatch([nextEvent('S7', { seq: 0, hash: '0'.repeat(64) }, 'of a stranger')], null));
  await vi.waitFor(() => expect(status()).toMatchObject([{ mode: 'alone', seats: [], setAside: 3 }]), patient);
});
