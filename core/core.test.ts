import { describe, expect, test } from 'vitest';
import { pumpedPair } from '#contract/adapters/pumped-pair.ts';
import type { Place } from '#domain/places/place.ts';
import { coreOnDisk, type Seat } from '#tests/fixtures/core-on-disk.ts';
import { factsOnDisk } from '#tests/fixtures/facts-on-disk.ts';
import { repeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { telephoneCall } from '#tests/fixtures/telephone-messages.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

const startMs = 1_800_000_000_000;
const lenteng: Place = { text: 'Lenteng', latitude: -7.05, longitude: 113.8, radiusM: 500, islandId: 'madura', islandName: 'Madura', source: 'gazetteer' };
const withoutBroker = { ...siteOnBroker('mqtt://127.0.0.1:9'), brokers: [], sources: [] };

function openIncident(seat: Seat, more: { callId?: string; place?: Place } = {}): Promise<{ incidentId: string; number: string }> {
  return seat.do('incident.open', { type: 'cardiac-arrest', priority: 1, place: more.place ?? lenteng, note: 'tidak sadar', callId: more.callId ?? null });
}

/** A data folder in which a caller waits and an alarm was raised, and the clock of that moment. */
function folderWithCaller() {
  const dataDir = temporaryFolder();
  const clock = repeatingClock(startMs);
  const facts = factsOnDisk(dataDir, clock);
  facts.hear(
    telephoneCall('pbx1-1.1', { epochMs: startMs - 3_600_000, startMs }).joined(),
    { sourceId: 'traccar', topic: 'positions', body: { position: { deviceTime: new Date(startMs).toISOString(), fixTime: new Date(startMs).toISOString(), latitude: -7.051, longitude: 113.801, valid: true, accuracy: 5, attributes: { alarm: 'sos' } }, device: { uniqueId: 'tracker-p02', name: 'P02' } } },
  );
  facts.close();
  return { dataDir, clock };
}

describe('the main job', () => {
  test('goes from the ring to the end of the incident, and every step shows on the feeds', async () => {
    const { core, troubles, clock, seat } = coreOnDisk({ ...folderWithCaller(), profile: withoutBroker });
    const sari = seat();
    const calls = sari.follow('calls', {});
    const units = sari.follow('units', {});
    const incidents = sari.follow('incidents', {});
    const positions = sari.follow('positions', {});
    await sari.flow();
    expect(calls.items()).toMatchObject([{ id: 'pbx1-1.1', state: 'queued', claim: null }]);
    expect(positions.items()).toMatchObject([{ unitId: 'p02', latitude: -7.051 }]);

    await sari.do('call.answer', { callId: 'pbx1-1.1' });
    const { incidentId, number } = await openIncident(sari, { callId: 'pbx1-1.1' });
    expect(number).toBe('S1-0115-01');
    expect(calls.items()).toMatchObject([{ claim: { answeredBy: 'Sari', answeredStation: 'S1', answeredAtMs: startMs, incidentId } }]);
    const timeline = sari.follow('timeline', { incidentId });

    const recommended = await sari.do('dispatch.recommend', { incidentId });
    expect(recommended).toMatchObject({ basis: 'routes', lines: [{ unitId: 'p01', positionFrom: 'base' }, { unitId: 'p02', positionFrom: 'fix' }, { unitId: 'p03' }] });
    await sari.do('dispatch.send', { incidentId, unitId: 'p01' });
    await sari.do('unit.set-status', { unitId: 'p01', status: 'en-route' });
    clock.move(60_000);
    await sari.do('unit.set-status', { unitId: 'p01', status: 'on-scene' });
    await sari.do('incident.note', { incidentId, text: 'RJP dimulai' });
    await sari.do('incident.change', { incidentId, priority: 2 });
    await sari.do('dispatch.send', { incidentId, unitId: 'p02' });
    await sari.do('dispatch.release', { incidentId, unitId: 'p02' });
    expect(units.items()).toMatchObject([{ unitId: 'p01', status: 'on-scene', incidentId }, { unitId: 'p02', status: 'available', incidentId: null }, { unitId: 'p03' }]);

    await sari.do('incident.close', { incidentId, disposition: 'transported' });
    expect(incidents.items()).toMatchObject([
      { id: incidentId, number, status: 'closed', priority: 2, callIds: ['pbx1-1.1'], callerNumber: '+6281234567890', disposition: 'transported' },
    ]);
    expect(units.items()).toMatchObject([{ unitId: 'p01', status: 'available', incidentId: null }, {}, {}]);
    expect(timeline.items().map((entry) => entry.act.kind)).toEqual([
      'incident.opened', 'unit.assigned', 'unit.status-set', 'unit.status-set', 'incident.noted', 'incident.changed',
      'unit.assigned', 'unit.released', 'unit.released', 'incident.closed',
    ]);
    expect(troubles).toEqual([]);
    await core.close();
  });

  test('stands as it was after closing and opening the station again', async () => {
    const { dataDir, clock } = folderWithCaller();
    const first = coreOnDisk({ dataDir, clock, profile: withoutBroker });
    const before = first.seat();
    const { incidentId } = await openIncident(before, { callId: 'pbx1-1.1' });
    await before.do('dispatch.send', { incidentId, unitId: 'p01' });
    await before.do('draft.save', { draft: 'incident', body: { note: 'setengah ke' }, savedAtMs: startMs });
    const incident = await before.do('incident.find', { incidentId });
    await first.core.close();

    const again = coreOnDisk({ dataDir, clock, profile: withoutBroker }).seat();
    expect(await again.do('incident.find', { incidentId })).toEqual(incident);
    expect(await again.do('draft.load', { draft: 'incident' })).toEqual({ body: { note: 'setengah ke' }, savedAtMs: startMs });
    const units = again.follow('units', {});
    await again.flow();
    expect(units.items()).toMatchObject([{ unitId: 'p01', status: 'assigned', incidentId }, {}, {}]);
    expect((await again.ask('dispatch.send', { incidentId, unitId: 'p01' })).ok).toBe(false);
    expect((await openIncident(again)).number).toBe('S1-0115-02');
  });

  test('a unit that is put out of service or made available leaves its incident', async () => {
    const sari = coreOnDisk({ dataDir: temporaryFolder() }).seat();
    const { incidentId } = await openIncident(sari);
    await sari.do('dispatch.send', { incidentId, unitId: 'p01' });
    await sari.do('unit.set-status', { unitId: 'p01', status: 'out-of-service' });
    const incident = await sari.do('incident.find', { incidentId });
    expect(incident?.assignments).toMatchObject([{ unitId: 'p01', releasedAtMs: startMs }]);
    expect(await sari.do('dispatch.recommend', { incidentId })).toMatchObject({ lines: [{ unitId: 'p02' }, { unitId: 'p03' }] });
  });

  test('a point without an island gets the one it lies on, so that units can be ranked', async () => {
    const sari = coreOnDisk({ dataDir: temporaryFolder() }).seat();
    const bare: Place = { ...lenteng, islandId: null, islandName: null, source: 'spoken' };
    const { incidentId } = await openIncident(sari, { place: bare });
    expect(await sari.do('dispatch.recommend', { incidentId })).toMatchObject({ basis: 'routes', islandName: 'Madura', lines: [{ unitId: 'p01' }, {}, {}] });
    const spoken: Place = { ...bare, latitude: null, longitude: null, radiusM: null };
    await sari.do('incident.change', { incidentId, place: spoken });
    expect(await sari.do('dispatch.recommend', { incidentId })).toMatchObject({ basis: 'no-place', lines: [] });
    await sari.do('incident.change', { incidentId, place: bare });
    expect((await sari.do('incident.find', { incidentId }))?.place.islandId).toBe('madura');
  });

  test('numbers count on within a day of the site and begin again with the next', async () => {
    // Two seconds before midnight, seven hours east.
    const { clock, seat } = coreOnDisk({ dataDir: temporaryFolder(), clock: repeatingClock(Date.UTC(2027, 0, 15, 16, 59, 58)) });
    const sari = seat();
    const numbers = [];
    for (const moveMs of [0, 1_000, 1_000, 1_000]) {
      clock.move(moveMs);
      numbers.push((await openIncident(sari)).number);
    }
    expect(numbers).toEqual(['S1-0115-01', 'S1-0115-02', 'S1-0116-01', 'S1-0116-02']);
  });
});

describe('what cannot be done is refused with a code', () => {
  test('for incidents, units, alarms and drafts', async () => {
    const { seat } = coreOnDisk({ ...folderWithCaller(), profile: withoutBroker });
    const sari = seat();
    const { incidentId } = await openIncident(sari);
    const other = await openIncident(sari);
    const closed = await openIncident(sari);
    await sari.do('incident.close', { incidentId: closed.incidentId, disposition: 'false-alarm' });
    await sari.do('dispatch.send', { incidentId, unitId: 'p01' });
    await sari.do('unit.set-status', { unitId: 'p03', status: 'out-of-service' });
    const code = async (asking: Promise<{ ok: boolean; code?: string }>): Promise<string> => (await asking).code ?? 'ok';

    expect(await code(sari.ask('incident.change', { incidentId: 'gone', priority: 1 }))).toBe('no-incident');
    expect(await code(sari.ask('incident.note', { incidentId: 'gone', text: 'x' }))).toBe('no-incident');
    expect(await code(sari.ask('incident.close', { incidentId: 'gone', disposition: 'handled' }))).toBe('no-incident');
    expect(await code(sari.ask('incident.close', { incidentId: closed.incidentId, disposition: 'handled' }))).toBe('already-closed');
    expect(await code(sari.ask('dispatch.recommend', { incidentId: 'gone' }))).toBe('no-incident');
    expect(await code(sari.ask('dispatch.send', { incidentId: 'gone', unitId: 'p02' }))).toBe('no-incident');
    expect(await code(sari.ask('dispatch.send', { incidentId, unitId: 'gone' }))).toBe('no-unit');
    expect(await code(sari.ask('dispatch.send', { incidentId: closed.incidentId, unitId: 'p02' }))).toBe('incident-closed');
    expect(await code(sari.ask('dispatch.send', { incidentId, unitId: 'p01' }))).toBe('already-sent');
    expect(await code(sari.ask('dispatch.send', { incidentId: other.incidentId, unitId: 'p01' }))).toBe('unit-busy');
    expect(await code(sari.ask('dispatch.send', { incidentId, unitId: 'p03' }))).toBe('unit-out-of-service');
    expect(await code(sari.ask('dispatch.release', { incidentId: 'gone', unitId: 'p01' }))).toBe('no-incident');
    expect(await code(sari.ask('dispatch.release', { incidentId: other.incidentId, unitId: 'p01' }))).toBe('not-assigned');
    expect(await code(sari.ask('unit.set-status', { unitId: 'gone', status: 'available' }))).toBe('no-unit');
    expect(await code(sari.ask('alarm.acknowledge', { alarmId: 'gone' }))).toBe('no-alarm');
    expect(await code(sari.ask('draft.save', { draft: 'x', body: { note: 'x'.repeat(70_000) }, savedAtMs: 1 }))).toBe('draft-too-long');
    expect(await code(sari.ask('call.answer', { callId: 'gone' }))).toBe('no-call');
    expect(await sari.ask('incident.find', { incidentId: 'gone' })).toEqual({ ok: true, value: null });
    expect(await sari.ask('call.find', { callId: 'gone' })).toEqual({ ok: true, value: null });
  });

  test('and nothing of a refused act stays behind', async () => {
    const sari = coreOnDisk({ dataDir: temporaryFolder() }).seat();
    const { incidentId } = await openIncident(sari);
    const timeline = sari.follow('timeline', { incidentId });
    const links = sari.follow('links', {});
    await sari.ask('dispatch.send', { incidentId, unitId: 'gone' });
    await sari.do('incident.change', { incidentId });
    expect(timeline.items()).toHaveLength(1);
    expect(links.items()).toMatchObject([{ id: 'database', state: 'live' }, { id: 'central', state: 'off' }, { id: 'sip', state: 'off' }]);
  });
});

describe('a caller', () => {
  test('belongs to the seat that answered first, until nobody confirms it', async () => {
    const { clock, seat } = coreOnDisk({ ...folderWithCaller(), profile: withoutBroker });
    const [sari, budi] = [seat(), seat({ operator: 'Budi', seat: 'kursi 2' })];
    const calls = budi.follow('calls', {});
    const callId = 'pbx1-1.1';
    await sari.do('call.answer', { callId });
    expect(await budi.ask('call.answer', { callId })).toMatchObject({ ok: false, code: 'call-taken' });
    expect(await sari.ask('call.answer', { callId })).toMatchObject({ ok: true });
    clock.move(21_000);
    expect(await budi.ask('call.answer', { callId })).toMatchObject({ ok: true });
    expect(calls.items()).toMatchObject([{ claim: { answeredBy: 'Budi', answeredAtMs: startMs + 21_000 } }]);
    expect(await sari.ask('call.answer', { callId })).toMatchObject({ ok: false, code: 'call-taken' });
  });

  test('who hung up cannot be answered', async () => {
    const { dataDir, clock } = folderWithCaller();
    const facts = factsOnDisk(dataDir, clock);
    facts.hear(telephoneCall('pbx1-1.1', { epochMs: startMs - 3_600_000, startMs }).ended(2, 5));
    facts.close();
    const sari = coreOnDisk({ dataDir, clock, profile: withoutBroker }).seat();
    expect(await sari.ask('call.answer', { callId: 'pbx1-1.1' })).toMatchObject({ ok: false, code: 'call-ended' });
  });
});

describe('asking', () => {
  test('the same act twice under one request id does it once', async () => {
    const { seat } = coreOnDisk({ dataDir: temporaryFolder() });
    const sari = seat();
    const { incidentId } = await openIncident(sari);
    const first = await sari.ask('dispatch.send', { incidentId, unitId: 'p01' }, 'same');
    expect(await sari.ask('dispatch.send', { incidentId, unitId: 'p01' }, 'same')).toEqual(first);
    expect(first.ok).toBe(true);
    expect((await sari.do('incident.find', { incidentId }))?.assignments).toHaveLength(1);
  });

  test('something else under that id is a question of its own', async () => {
    const sari = coreOnDisk({ dataDir: temporaryFolder() }).seat();
    const { incidentId } = await openIncident(sari);
    await sari.ask('dispatch.send', { incidentId, unitId: 'p01' }, 'same');
    expect(await sari.ask('incident.note', { incidentId, text: 'juga' }, 'same')).toEqual({ ok: true, value: {} });
    expect(await sari.ask('incident.open', { type: 'fire', priority: 1, place: lenteng, note: '', callId: null }, 'same')).toMatchObject({ ok: true, value: { number: 'S1-0115-02' } });
  });

  test('after the station has closed is not answered any more, and closes the port', async () => {
    const { core, troubles, seat } = coreOnDisk({ dataDir: temporaryFolder() });
    const sari = seat();
    await sari.do('station.describe', {});
    await Promise.all([core.close(), core.close()]);
    expect(sari.client.state().phase).toBe('down');
    const late = pumpedPair();
    let isClosed = false;
    late.client.onClose(() => (isClosed = true));
    core.serve(late.station, { operator: 'Sari', seat: 'late' });
    expect(isClosed).toBe(true);
    expect(troubles).toEqual([]);
  });
});

test('drafts belong to a seat, and a clock that ran ahead does not shut out what is typed later', async () => {
  const { clock, seat } = coreOnDisk({ dataDir: temporaryFolder() });
  const [sari, budi] = [seat({ seat: 'a/b' }), seat({ seat: 'a' })];
  await sari.do('draft.save', { draft: 'form', body: { note: 'satu' }, savedAtMs: startMs + 86_400_000 });
  expect(await budi.do('draft.load', { draft: 'b/form' })).toBeNull();
  clock.move(1_000);
  await sari.do('draft.save', { draft: 'form', body: { note: 'dua' }, savedAtMs: startMs + 1_000 });
  await sari.do('draft.save', { draft: 'form', body: { note: 'terlambat' }, savedAtMs: startMs - 5 });
  expect((await sari.do('draft.load', { draft: 'form' }))?.body).toEqual({ note: 'dua' });
});

test('an alarm is raised once and acknowledged once, by whoever is first', async () => {
  const { seat } = coreOnDisk({ ...folderWithCaller(), profile: withoutBroker });
  const [sari, budi] = [seat(), seat({ operator: 'Budi' })];
  const alarms = sari.follow('alarms', {});
  await sari.flow();
  const [alarm] = alarms.items();
  expect(alarms.items()).toMatchObject([{ kind: 'tracker-sos', unitId: 'p02', acknowledgedAtMs: null }]);
  await sari.do('alarm.acknowledge', { alarmId: alarm?.id ?? '' });
  await budi.do('alarm.acknowledge', { alarmId: alarm?.id ?? '' });
  await sari.flow();
  expect(alarms.items()).toMatchObject([{ acknowledgedBy: 'Sari', acknowledgedAtMs: startMs }]);
  expect(alarms.updates.flatMap((update) => update.entries)).toHaveLength(2);
});

test('a place that incidents were at before is offered before its equals, and the nearest where none was', async () => {
  const { seat, clock } = coreOnDisk({ ...folderWithCaller(), profile: withoutBroker });
  const sari = seat();
  const offered = async () => (await sari.do('place.search', { text: 'lombang', limit: 3 })).filter(({ name }) => name === 'Lombang');
  const [one, other] = await offered();
  if (!one || !other) throw new Error('The gazetteer has two villages called Lombang.');
  const { name: text, latitude, longitude, radiusM, islandId, islandName } = other;
  const near = { latitude, longitude };
  expect((await sari.do('place.search', { text: 'lombang', near }))[0]?.id).toBe(other.id);
  for (const note of ['satu', 'dua']) {
    await sari.do('incident.open', { type: 'medical', priority: 2, place: { text, latitude, longitude, radiusM, islandId, islandName, source: 'gazetteer' }, note, callId: null });
  }
  clock.move(31_000);
  expect((await offered()).map(({ id }) => id)).toEqual([other.id, one.id]);
});

test('what the station says of itself is as the contract has it', async () => {
  const { seat } = coreOnDisk({ ...folderWithCaller(), profile: withoutBroker });
  const sari = seat();
  expect(await sari.do('station.describe', {})).toMatchObject({ station: { id: 'S1' }, operator: 'Sari', talkgroups: [{ id: 112, name: 'Komando' }] });
  expect(await sari.do('doctor.check', {})).toMatchObject({ ok: true });
  expect(await sari.do('source.counts', {})).toHaveLength(2);
  expect(await sari.do('quarantine.samples', { sourceId: 'tel' })).toEqual([]);
  expect((await sari.do('place.search', { text: 'lenteng' })).length).toBeGreaterThan(0);
  for (const feed of ['quarantine', 'transmissions'] as const) sari.follow(feed, {});
  await sari.flow();
});
