import { join } from 'node:path';
import { statSync } from 'node:fs';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { coreOnDisk, type Seat } from '#tests/fixtures/core-on-disk.ts';
import { factsOnDisk } from '#tests/fixtures/facts-on-disk.ts';
import { trackerFix } from '#tests/fixtures/fix-messages.ts';
import { repeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { telephoneCall } from '#tests/fixtures/telephone-messages.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { databaseFileName, openStationDatabase } from './db/open-station-database.ts';
import { createLogFeed } from './feeds/log-feed-store.ts';
import { forgetOld } from './retention.ts';

const startMs = 1_800_000_000_000;
const dayMs = 86_400_000;
const withoutBroker = { ...siteOnBroker('mqtt://127.0.0.1:9'), brokers: [], sources: [] };

function openIncident(seat: Seat): Promise<{ incidentId: string }> {
  return seat.do('incident.open', { type: 'fire', priority: 1, place: { text: 'x', latitude: null, longitude: null, radiusM: null, islandId: null, islandName: null, source: 'spoken' }, note: '', callId: null });
}

describe('while another program holds the database', () => {
  test('acts and drafts are answered with "not saved", the links say so, and core goes on when it lets go', { timeout: 60_000 }, async () => {
    const dataDir = temporaryFolder();
    const { clock, seat, troubles } = coreOnDisk({ dataDir });
    const sari = seat();
    const { incidentId } = await openIncident(sari);
    const links = sari.follow('links', {});
    const incidents = sari.follow('incidents', {});
    const other = new BetterSqlite3(join(dataDir, databaseFileName));
    other.exec('BEGIN IMMEDIATE');
    expect(await sari.ask('incident.note', { incidentId, text: 'hilang?' })).toMatchObject({ ok: false, code: 'not-saved', sentence: expect.stringContaining('another program') as string });
    expect(await sari.ask('draft.save', { draft: 'x', body: {}, savedAtMs: 1 })).toMatchObject({ ok: false, code: 'not-saved' });
    expect(links.items()[0]).toMatchObject({ id: 'database', state: 'down' });
    expect(incidents.updates.at(-1)?.health.state).toBe('down');
    // The timers meet the lock too.
    clock.move(6_000);
    expect(await sari.do('incident.find', { incidentId })).toMatchObject({ id: incidentId });

    other.exec('ROLLBACK');
    other.close();
    clock.move(6_000);
    await sari.flow();
    expect(links.items()[0]).toMatchObject({ id: 'database', state: 'live' });
    expect(incidents.updates.at(-1)?.health.state).toBe('live');
    await sari.do('incident.note', { incidentId, text: 'ada' });
    const timeline = sari.follow('timeline', { incidentId });
    await sari.flow();
    expect(timeline.items().map(({ act }) => ('text' in act ? act.text : act.kind))).toEqual(['incident.opened', 'ada']);
    expect(troubles.filter((line) => line.includes('defect'))).toEqual([]);
  });
});

describe('what is past its time', () => {
  test('is forgotten in portions, and what people need for good stays', () => {
    const clock = repeatingClock(startMs);
    const facts = factsOnDisk(temporaryFolder(), clock);
    const call = telephoneCall('pbx1-1.1', { epochMs: startMs, startMs });
    facts.hear(call.joined(), call.ended(2, 5), trackerFix('tracker-p01', startMs, -7.05, 113.8, { attributes: { alarm: 'sos' } }));
    facts.hear({ sourceId: 'ht', topic: 'ht-sumenep/json', body: { DMR: { slot: 1, timestamp: new Date(startMs).toISOString(), action: 'csbk', csbk_desc: 'Call Emergency', source: 'rf', src_id: 5_101_234, dst_id: 112, group: 'yes' } } });
    facts.stores.journal.keepAnswer('r1', {}, startMs);
    facts.stores.drafts.save('kursi/form', '{}', startMs);
    const counts = (): Record<string, number> =>
      Object.fromEntries(
        ['calls', 'call_events', 'transmissions', 'radio_messages_heard', 'fixes', 'unit_positions', 'alarms', 'feed_log', 'answers', 'drafts'].map((table) => [
          table,
          facts.database.prepare<[], { count: number }>(`SELECT COUNT(*) AS count FROM ${table}`).get()?.count ?? -1,
        ]),
      );
    const all = { calls: 1, call_events: 2, transmissions: 1, radio_messages_heard: 1, fixes: 1, unit_positions: 1, alarms: 2, feed_log: 3, answers: 1, drafts: 1 };
    expect(counts()).toEqual(all);
    expect(forgetOld(facts.stores, startMs + dayMs)).toBe(0);
    expect(forgetOld(facts.stores, startMs + 2 * dayMs)).toBe(1);
    expect(counts()).toEqual({ ...all, radio_messages_heard: 0 });
    forgetOld(facts.stores, startMs + 8 * dayMs);
    forgetOld(facts.stores, startMs + 31 * dayMs);
    expect(counts()).toEqual({ ...all, radio_messages_heard: 0, answers: 0, fixes: 0, feed_log: 2 });
    forgetOld(facts.stores, startMs + 400 * dayMs);
    expect(counts()).toEqual({ calls: 1, call_events: 0, transmissions: 1, radio_messages_heard: 0, fixes: 0, unit_positions: 1, alarms: 2, feed_log: 2, answers: 0, drafts: 0 });
    expect(facts.alarms()).toHaveLength(2);
  });

  test('leaves a log whose numbers go on, and readers who resume anywhere', () => {
    const opened = openStationDatabase(temporaryFolder());
    if (!opened.ok) throw new Error(opened.sentence);
    const feed = createLogFeed<string>(opened.value, 'transmissions');
    const other = createLogFeed<string>(opened.value, 'alarms');
    for (let index = 1; index <= 10; index += 1) feed.append(`over ${index}`, startMs + index);
    other.append('alarm', startMs);
    const seqs = (after: number): number[] => feed.read({}, after, 100).map((entry) => entry.seq);
    expect(feed.forgetBefore(startMs + 6, 3)).toBe(3);
    expect(feed.forgetBefore(startMs + 6, 100)).toBe(2);
    expect(feed.forgetBefore(startMs + 6, 100)).toBe(0);
    expect([seqs(0), seqs(2), seqs(7)]).toEqual([[6, 7, 8, 9, 10], [6, 7, 8, 9, 10], [8, 9, 10]]);
    expect(feed.forgetBefore(startMs + 100, 100)).toBe(5);
    expect([seqs(0), feed.lastSeq({})]).toEqual([[], 0]);
    feed.append('over 11', startMs + 200);
    expect([seqs(0), seqs(3), seqs(11)]).toEqual([[12], [12], [12]]);
    expect(other.read({}, 0, 100)).toHaveLength(1);
    opened.value.close();
  });

  test('leaves the feeds of calls and incidents too, also what was learnt late', async () => {
    const dataDir = temporaryFolder();
    const clock = repeatingClock(startMs);
    const facts = factsOnDisk(dataDir, clock);
    const call = telephoneCall('pbx1-1.1', { epochMs: startMs, startMs });
    facts.hear(call.joined(), call.ended(2, 5));
    facts.close();
    const { seat } = coreOnDisk({ dataDir, clock, profile: withoutBroker });
    const sari = seat();
    const [calls, incidents] = [sari.follow('calls', {}), sari.follow('incidents', {})];
    const { incidentId } = await openIncident(sari);
    await sari.do('incident.close', { incidentId, disposition: 'handled' });
    expect([calls.items().length, incidents.items().length]).toEqual([1, 1]);
    clock.leap(31 * 60_000);
    await sari.flow();
    expect([calls.items().length, incidents.items().length]).toEqual([0, 1]);
    clock.leap(12 * 3_600_000);
    await sari.flow();
    expect(incidents.items()).toEqual([]);
    expect(await sari.do('incident.find', { incidentId })).toMatchObject({ status: 'closed' });
  });
});

test('row 17: a reader that stands still lets the write-ahead log grow, and it shrinks when the reader is gone', () => {
  const folder = temporaryFolder();
  const opened = openStationDatabase(folder);
  if (!opened.ok) throw new Error(opened.sentence);
  const database = opened.value;
  const reader = new BetterSqlite3(join(folder, databaseFileName), { readonly: true });
  const logBytes = (): number => statSync(join(folder, `${databaseFileName}-wal`)).size;
  const feed = createLogFeed<string>(database, 'transmissions');
  const write = database.transaction(() => {
    for (let index = 0; index < 100; index += 1) feed.append('x'.repeat(10_000), startMs);
  });
  write();
  reader.exec('BEGIN');
  reader.prepare('SELECT COUNT(*) FROM feed_log').get();
  for (let index = 0; index < 90; index += 1) write();
  expect(logBytes()).toBeGreaterThan(67_108_864);
  reader.close();
  for (let index = 0; index < 3; index += 1) write();
  expect(logBytes()).toBeLessThanOrEqual(67_108_864);
  database.close();
});
