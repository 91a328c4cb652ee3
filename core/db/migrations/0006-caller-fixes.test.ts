import { expect, test } from 'vitest';
import { openedDatabase } from '#tests/fixtures/opened-database.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { migrations } from '../migrations.ts';

test('calls of the step before stay, and where a caller is is found by call and by number without reading the rest', () => {
  const folder = temporaryFolder();
  const before = openedDatabase(folder, migrations.slice(0, 5));
  before.prepare("INSERT INTO calls (id, ended_ms, joined_ms, body, row_hash) VALUES ('c1', NULL, 5, '{}', 'x')").run();
  before.close();

  const after = openedDatabase(folder);
  expect(after.prepare('SELECT id FROM calls').all()).toEqual([{ id: 'c1' }]);
  const planOf = (sql: string): string => after.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all().map(({ detail }) => detail).join();
  expect(planOf("SELECT body FROM caller_fixes WHERE call_id = 'c' ORDER BY received_ms DESC LIMIT 5")).toContain('caller_fixes_by_call');
  expect(planOf("SELECT body FROM caller_fixes WHERE number = 'n' AND received_ms BETWEEN 1 AND 2 ORDER BY received_ms DESC LIMIT 5")).toContain('caller_fixes_by_number');
  expect(planOf("SELECT id FROM calls WHERE ended_ms IS NULL AND json_extract(body, '$.caller.e164') = '+62'")).toContain('calls_by_end');
  after.close();
});
