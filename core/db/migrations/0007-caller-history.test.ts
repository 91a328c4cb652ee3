import { expect, test } from 'vitest';
import { countOfNumberSql, newestOfNumberSql } from '../../features/calls/past-calls.ts';
import { incidentsInCellSql, incidentsOfNumberSql } from '../../features/incidents/store.ts';
import { openedAct } from '#tests/fixtures/opened-act.ts';
import { openedDatabase } from '#tests/fixtures/opened-database.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { migrations } from '../migrations.ts';
import { placeCell } from '#domain/places/place-cell.ts';

test('calls and incidents of the sixth schema are found by number and place, each by an index alone', () => {
  const folder = temporaryFolder();
  const before = openedDatabase(folder, migrations.slice(0, 6));
  const call = before.prepare('INSERT INTO calls (id, ended_ms, joined_ms, body) VALUES (?, ?, ?, ?)');
  const caller = (raw: string, e164: string | null, anonymous: boolean, answeredAtMs: number | null): string => JSON.stringify({ caller: { raw, e164, anonymous }, answeredAtMs });
  call.run('served', 20, 10, caller('081234567890', null, false, 15));
  call.run('gone', 40, 30, caller('x', '+6281234567890', false, null));
  call.run('rings', null, 50, caller('6281234567890', null, false, null));
  call.run('hidden', 70, 60, caller('0811', null, true, null));
  const { place } = openedAct('i1') as Extract<ReturnType<typeof openedAct>, { kind: 'incident.opened' }>;
  const incident = before.prepare('INSERT INTO incidents (id, status, opened_ms, closed_ms, body) VALUES (?, ?, ?, ?, ?)');
  incident.run('i1', 'open', 100, null, JSON.stringify({ callerNumber: '0812-3456-7890', place }));
  incident.run('i2', 'closed', 200, 300, JSON.stringify({ callerNumber: null, place: { ...place, latitude: null, longitude: null } }));
  before.close();

  const after = openedDatabase(folder);
  expect(after.prepare('SELECT * FROM numbered_calls ORDER BY joined_ms').all()).toEqual([
    { call_id: 'served', number: '+6281234567890', joined_ms: 10, abandoned: 0 },
    { call_id: 'gone', number: '+6281234567890', joined_ms: 30, abandoned: 1 },
    { call_id: 'rings', number: '+6281234567890', joined_ms: 50, abandoned: 0 },
  ]);
  expect(after.prepare('SELECT incident_id, number, cell, is_open, opened_ms FROM placed_incidents ORDER BY incident_id').all()).toEqual([
    { incident_id: 'i1', number: '+6281234567890', cell: placeCell(-7.05, 113.8), is_open: 1, opened_ms: 100 },
    { incident_id: 'i2', number: null, cell: null, is_open: 0, opened_ms: 200 },
  ]);
  const planOf = (sql: string, ...values: readonly unknown[]): string =>
    after.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values).map(({ detail }) => detail).join('; ');
  expect(planOf(newestOfNumberSql, 'n', 'c', 1)).toBe('SEARCH numbered_calls USING COVERING INDEX numbered_calls_by_number (number=?)');
  expect(planOf(countOfNumberSql, 'n', 'c')).toBe('SEARCH numbered_calls USING COVERING INDEX numbered_calls_by_number (number=?)');
  expect(planOf(incidentsOfNumberSql, 'n', 1)).toBe('SEARCH placed_incidents USING COVERING INDEX placed_incidents_by_number (number=?)');
  expect(planOf(incidentsInCellSql, 1, 1)).toBe('SEARCH placed_incidents USING COVERING INDEX placed_incidents_by_cell (cell=?)');
  after.close();
});
