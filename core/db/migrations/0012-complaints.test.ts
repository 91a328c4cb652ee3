import { expect, test } from 'vitest';
import { complaintByTicketSql, openComplaintsOfNumberSql } from '../../features/complaints/store.ts';
import { openedDatabase } from '#tests/fixtures/opened-database.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { migrations } from '../migrations.ts';

test('a station of the step before keeps its incidents and has no complaints; a ticket and the open complaints of a number are found by an index alone', () => {
  const folder = temporaryFolder();
  const before = openedDatabase(folder, migrations.slice(0, 11));
  before.prepare("INSERT INTO incidents (id, status, opened_ms, closed_ms, body) VALUES ('i1', 'open', 1, NULL, '{}')").run();
  before.close();
  const after = openedDatabase(folder);
  expect(after.prepare('SELECT id FROM incidents').pluck().all()).toEqual(['i1']);
  expect(after.prepare('SELECT COUNT(*) FROM complaints').pluck().get()).toBe(0);
  const planOf = (sql: string, ...values: readonly unknown[]): string =>
    after.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values).map(({ detail }) => detail).join('; ');
  expect(planOf(openComplaintsOfNumberSql, 'n', 1)).toBe('SEARCH complainants USING COVERING INDEX complainants_by_number (number=? AND is_open=?)');
  expect(planOf(complaintByTicketSql, 'n')).toContain('SEARCH complaints USING INDEX complaints_by_number (number=?)');
  after.close();
});
