import { expect, test } from 'vitest';
import { filingsOfIncidentSql } from '../features/filings/store.ts';
import { transmissionsOfUnitSql } from '../features/transmissions/store.ts';
import { profileOf } from '#tests/fixtures/core-on-disk.ts';
import { siteOnBroker } from '#tests/fixtures/site-on-broker.ts';
import { factsOnDisk, type SourceMessage } from '#tests/fixtures/facts-on-disk.ts';
import { repeatingClock } from '#tests/fixtures/repeating-clock.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

const press = (atMs: number, slot: 1 | 2, radioId = 5_100_101): SourceMessage => ({
  sourceId: 'ht',
  topic: 'ht-sumenep/json',
  body: { DMR: { timestamp: new Date(atMs).toISOString(), source: 'rf', action: 'csbk', csbk_desc: 'Call Emergency', slot, src_id: radioId, dst_id: 112, group: 'yes', src_info: 'P12' } },
});

test('a press heard twice is one alarm, a press a minute later is another, and one that comes out of a buffer waits in silence', () => {
  const facts = factsOnDisk(temporaryFolder(), repeatingClock());
  const nowMs = facts.clock.now();
  facts.hear(press(nowMs, 1), press(nowMs + 400, 2));
  expect(facts.alarms()).toMatchObject([{ radioId: 5_100_101, rings: true, heardAtMs: nowMs }]);
  facts.clock.move(60_000);
  facts.hear(press(nowMs + 60_000, 1), press(nowMs - 3_600_000, 1));
  expect(facts.alarms().map(({ rings }) => rings)).toEqual([true, true, false]);
});

test('a radio that spoke is in the standing list with when it was heard last, the others of the profile with never', () => {
  const facts = factsOnDisk(temporaryFolder(), repeatingClock());
  const nowMs = facts.clock.now();
  facts.hear(press(nowMs, 1));
  const heard = facts.latest('radios').find(({ radioId }) => radioId === 5_100_101);
  expect(heard).toMatchObject({ lastHeardAtMs: nowMs, lastTalkgroup: 112 });
  expect(facts.latest('radios').filter(({ isKnown, radioId }) => isKnown && radioId !== 5_100_101).every(({ lastHeardAtMs }) => lastHeardAtMs === null)).toBe(true);
});

test('a radio that belongs to no unit counts for the island of its post, one without a post for none', () => {
  const post = { name: 'Puskesmas Lenteng', latitude: -7.05, longitude: 113.8 };
  const facts = factsOnDisk(temporaryFolder(), repeatingClock(), profileOf({ ...siteOnBroker('mqtt://127.0.0.1:9'), radios: [{ id: 7, name: 'Meja', post }, { id: 8, name: 'Cadangan' }] }));
  expect(facts.latest('radios').map(({ radioId, islandName }) => [radioId, islandName])).toEqual([[7, 'Madura'], [8, null]]);
});

test('the transmissions of a unit and the filings of an incident are found by an index', () => {
  const { database } = factsOnDisk(temporaryFolder(), repeatingClock());
  const plan = (sql: string, ...values: unknown[]): string => JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values));
  expect(plan(transmissionsOfUnitSql, 'p12', 0, 1, 9)).toContain('transmissions_of_unit');
  expect(plan(filingsOfIncidentSql, 'i1')).toContain('filings_of_incident');
});
