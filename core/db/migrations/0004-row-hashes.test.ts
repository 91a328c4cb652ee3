import { expect, test } from 'vitest';
import { openedDatabase } from '#tests/fixtures/opened-database.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { migrations } from '../migrations.ts';
import { isWholeSql } from '../row-hash.ts';

test('rows of the third schema are whole with the hash they get, and one that changes afterwards is not', () => {
  const folder = temporaryFolder();
  const before = openedDatabase(folder, migrations.slice(0, 3));
  before.exec(`
    INSERT INTO incidents VALUES ('i1', 'open', 1800000000000, NULL, '{"place":"Jalan Trunojoyo 12"}');
    INSERT INTO calls VALUES ('c1', NULL, 1800000000001, '{"number":"08123"}');
    INSERT INTO journal (id, station, seq, hlc, at_ms, actor, act, previous_hash, hash, order_key) VALUES ('e1', 'S1', 1, 'h', 5, 'Sari', '{}', '0', 'a', 'h');
  `);
  before.close();
  const after = openedDatabase(folder);
  const wholeness = (table: 'incidents' | 'calls' | 'journal'): unknown => after.prepare(`SELECT ${isWholeSql(table)} FROM ${table}`).all();
  for (const table of ['incidents', 'calls', 'journal'] as const) expect(wholeness(table)).toEqual([{ is_whole: 1 }]);
  after.exec(`UPDATE incidents SET body = replace(body, '12', '13'); UPDATE calls SET ended_ms = 0; UPDATE journal SET order_key = 'i'`);
  for (const table of ['incidents', 'calls', 'journal'] as const) expect(wholeness(table)).toEqual([{ is_whole: 0 }]);
  after.close();
});
