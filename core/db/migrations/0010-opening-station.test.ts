import { expect, test } from 'vitest';
import { openedSinceSql } from '../../features/incidents/store.ts';
import { openedDatabase } from '#tests/fixtures/opened-database.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { migrations } from '../migrations.ts';

test('incidents of the ninth schema are counted by the station that opened them, by an index alone', () => {
  const folder = temporaryFolder();
  const before = openedDatabase(folder, migrations.slice(0, 9));
  const incident = before.prepare('INSERT INTO incidents (id, status, opened_ms, closed_ms, body) VALUES (?, ?, ?, ?, ?)');
  const placed = before.prepare('INSERT INTO placed_incidents (incident_id, number, cell, is_open, opened_ms) VALUES (?, NULL, NULL, 1, ?)');
  for (const [id, station, atMs] of [['i1', 'S1', 100], ['i2', 'S2', 200], ['i3', 'S1', 300]] as const) {
    incident.run(id, 'open', atMs, null, JSON.stringify({ openedStation: station }));
    placed.run(id, atMs);
  }
  before.close();

  const after = openedDatabase(folder);
  const count = (atMs: number, station: string): unknown => after.prepare(openedSinceSql).pluck().get(station, atMs);
  expect([count(0, 'S1'), count(101, 'S1'), count(0, 'S2'), count(0, 'S3')]).toEqual([2, 1, 1, 0]);
  const plan = after.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${openedSinceSql}`).all('S1', 1);
  expect(plan.map(({ detail }) => detail)).toEqual(['SEARCH placed_incidents USING COVERING INDEX placed_incidents_by_station (opened_station=? AND opened_ms>?)']);
  after.close();
});
