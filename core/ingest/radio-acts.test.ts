import { expect, test } from 'vitest';
import { coreOnDisk, profileOf, type Seat } from '#tests/fixtures/core-on-disk.ts';
import { factsOnDisk, type SourceMessage } from '#tests/fixtures/facts-on-disk.ts';
import { repeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

const startMs = Date.parse('2026-01-15T01:00:00.000Z');
const { brokers, sources, ...withoutBroker } = siteOnBroker('mqtt://127.0.0.1:9') as { brokers: unknown; sources: unknown };
const radioId = 5_101_234;

const dmr = (atMs: number, slot: number, body: object): SourceMessage => ({
  sourceId: 'ht',
  topic: 'ht-sumenep/json',
  body: { DMR: { timestamp: new Date(atMs).toISOString(), source: 'rf', slot, src_id: radioId, dst_id: 112, group: 'yes', ...body } },
});
const over = (fromMs: number, slot: number): SourceMessage[] => [dmr(fromMs, slot, { action: 'start' }), dmr(fromMs + 3_000, slot, { action: 'end', duration: 3 })];

/** Messages that this folder's station hears while it stands. */
function hear(dataDir: string, ...messages: readonly SourceMessage[]): void {
  const facts = factsOnDisk(dataDir, repeatingClock(startMs + 10_000));
  facts.hear(...messages);
  facts.close();
}

const open = async (seat: Seat): Promise<{ incidentId: string }> => {
  const { incidentId } = await seat.do('incident.open', { type: 'medical', priority: 1, place: { text: 'Lenteng', latitude: -7.05, longitude: 113.8, radiusM: 500, islandId: 'madura', islandName: 'Madura', source: 'gazetteer' }, note: '', callId: null });
  return { incidentId };
};

test('who acknowledged an emergency and why it was closed are still known to the core that comes after, and to every seat', async () => {
  const dataDir = temporaryFolder();
  hear(dataDir, dmr(startMs, 1, { action: 'csbk', csbk_desc: 'Call Emergency' }));
  const first = coreOnDisk({ dataDir, profile: withoutBroker });
  const before = first.seat();
  const alarms = before.follow('alarms', {});
  await before.flow();
  const alarmId = alarms.items()[0]?.id ?? '';
  await before.do('alarm.acknowledge', { alarmId });
  await first.core.close();

  const second = coreOnDisk({ dataDir, profile: withoutBroker });
  const budi = second.seat({ operator: 'Budi', seat: 'kursi 2' });
  const handled = budi.follow('alarms', {});
  await budi.flow();
  expect(handled.items()).toMatchObject([{ id: alarmId, unitId: 'p01', acknowledgedBy: 'Sari', closedReason: null }]);
  await budi.do('alarm.close', { alarmId, reason: 'pressed-by-mistake' });
  await second.core.close();

  const sari = coreOnDisk({ dataDir, profile: withoutBroker }).seat();
  const closed = sari.follow('alarms', {});
  await sari.flow();
  expect(closed.items()).toMatchObject([{ acknowledgedBy: 'Sari', closedBy: 'Budi', closedReason: 'pressed-by-mistake' }]);
});

test('a transmission filed before it turned out to be another one, heard elsewhere, stands in one timeline once, and can be moved and taken out', async () => {
  const dataDir = temporaryFolder();
  hear(dataDir, ...over(startMs + 400, 2));
  const first = coreOnDisk({ dataDir, profile: withoutBroker });
  const before = first.seat();
  const heard = before.follow('transmissions', {});
  await before.flow();
  const filedId = heard.items()[0]?.id ?? '';
  const [one, other] = [await open(before), await open(before)];
  await before.do('transmission.file', { transmissionId: filedId, incidentId: one.incidentId });
  await first.core.close();
  // The receiver that heard it first tells of it last.
  hear(dataDir, ...over(startMs, 1));

  const sari = coreOnDisk({ dataDir, profile: withoutBroker }).seat();
  const filedIn = async ({ incidentId }: { incidentId: string }): Promise<(string | null)[]> =>
    (await sari.do('incident.transmissions', { incidentId })).map(({ filedBy }) => filedBy);
  const [whole] = await sari.do('incident.transmissions', one);
  expect(whole?.transmission.id).not.toBe(filedId);
  expect(whole).toMatchObject({ filedBy: 'Sari', transmission: { receivers: [{}, { id: filedId }] } });
  const transmissionId = whole?.transmission.id ?? '';

  await sari.do('transmission.file', { transmissionId, incidentId: other.incidentId });
  expect([await filedIn(one), await filedIn(other)]).toEqual([[], ['Sari']]);
  await sari.do('transmission.file', { transmissionId: filedId, incidentId: one.incidentId });
  expect([await filedIn(one), await filedIn(other)]).toEqual([['Sari'], []]);
  await sari.do('transmission.take-out', { transmissionId, incidentId: one.incidentId });
  expect([await filedIn(one), await filedIn(other)]).toEqual([[], []]);
});

test('a position that was said is drawn until a newer fix comes, never instead of one, and stands in the timeline of the incident', async () => {
  const dataDir = temporaryFolder();
  const tracked = (atMs: number): SourceMessage => ({
    sourceId: 'traccar',
    topic: 'positions',
    body: { position: { deviceTime: new Date(atMs).toISOString(), fixTime: new Date(atMs).toISOString(), latitude: -7.051, longitude: 113.801, valid: true, accuracy: 5, attributes: {} }, device: { uniqueId: 'tracker-p01', name: 'P01' } },
  });
  const clock = repeatingClock(startMs);
  const first = coreOnDisk({ dataDir, clock, profile: withoutBroker });
  const sari = first.seat();
  const incident = await open(sari);
  await sari.do('dispatch.send', { ...incident, unitId: 'p01' });
  const place = { text: 'Pasar Lenteng', latitude: -7.03, longitude: 113.79, radiusM: 300, islandId: 'madura', islandName: 'Madura', source: 'gazetteer' } as const;
  const positions = sari.follow('positions', {});
  await sari.do('unit.speak-position', { unitId: 'p01', place });
  await sari.flow();
  expect(positions.items()).toMatchObject([{ unitId: 'p01', sourceId: 'spoken', accuracyM: 300, fixedAtMs: startMs, spoken: { text: 'Pasar Lenteng', by: 'Sari' } }]);
  const timeline = sari.follow('timeline', incident);
  await sari.flow();
  expect(timeline.items().map(({ act }) => act.kind)).toContain('unit.position-spoken');
  await first.core.close();

  const drawnAfter = async (...messages: readonly SourceMessage[]): Promise<object[]> => {
    hear(dataDir, ...messages);
    const { core, seat } = coreOnDisk({ dataDir, clock: repeatingClock(startMs + 10_000), profile: withoutBroker });
    const budi = seat({ operator: 'Budi' });
    const drawn = budi.follow('positions', {});
    await budi.flow();
    await core.close();
    return drawn.items();
  };
  expect(await drawnAfter(tracked(startMs - 30_000))).toMatchObject([{ sourceId: 'spoken', fixedAtMs: startMs }]);
  expect(await drawnAfter(tracked(startMs + 5_000))).toMatchObject([{ sourceId: 'traccar', fixedAtMs: startMs + 5_000 }]);
});

test('a status code that the profile takes at its word is an act in the name of the radio, once; a person who decides later stands', async () => {
  const dataDir = temporaryFolder();
  const data = { id: 'data', kind: 'ht-data', broker: 'lan', topic: 'ht/data' };
  const radioStatuses = [{ code: 5, status: 'on-scene', automatic: true }, { code: 6, status: 'returning' }];
  const site = siteOnBroker('mqtt://127.0.0.1:9') as { sources: object[] };
  const sends = (atMs: number, status: number): void => {
    const facts = factsOnDisk(dataDir, repeatingClock(atMs), profileOf({ ...site, sources: [...site.sources, data] }));
    facts.hear({ sourceId: 'data', topic: 'ht/data', body: { radio: radioId, status, talkgroup: 112, timestamp: new Date(atMs).toISOString() } });
    facts.close();
  };
  const statusAfter = async (atMs: number, then?: (seat: Seat) => Promise<unknown>): Promise<object | undefined> => {
    const { core, seat } = coreOnDisk({ dataDir, clock: repeatingClock(atMs), profile: { ...withoutBroker, radioStatuses } });
    const sari = seat();
    await then?.(sari);
    const units = sari.follow('units', {});
    await sari.flow();
    await core.close();
    return units.items().find(({ unitId }) => unitId === 'p01');
  };
  await statusAfter(startMs, async (sari) => {
    await sari.do('dispatch.send', { ...(await open(sari)), unitId: 'p01' });
  });
  sends(startMs + 60_000, 6);
  expect(await statusAfter(startMs + 61_000)).toMatchObject({ status: 'assigned' });
  sends(startMs + 62_000, 5);
  expect(await statusAfter(startMs + 63_000)).toMatchObject({ status: 'on-scene', statusBy: `HT ${radioId}` });
  expect(await statusAfter(startMs + 70_000, (sari) => sari.do('unit.set-status', { unitId: 'p01', status: 'transporting' }))).toMatchObject({ status: 'transporting' });
  expect(await statusAfter(startMs + 80_000)).toMatchObject({ status: 'transporting', statusBy: 'Sari' });
});
