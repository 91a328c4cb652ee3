import { expect, test } from 'vitest';
import { openedDatabase } from '#tests/fixtures/opened-database.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { migrations } from '../migrations.ts';

test('rows of the second schema keep their order, and the heads of chains and entities are known from them', () => {
  const folder = temporaryFolder();
  const before = openedDatabase(folder, migrations.slice(0, 2));
  const event = before.prepare('INSERT INTO journal (id, station, seq, hlc, at_ms, actor, act, previous_hash, hash) VALUES (?, ?, ?, ?, 5, ?, ?, ?, ?)');
  const act = JSON.stringify({ kind: 'incident.noted', incidentId: 'i1', text: 'lapor' });
  event.run('e1', 'S1', 1, '1800000000000.0000.S1', 'Sari', act, '0', 'a');
  event.run('e2', 'S1', 2, '1800000000001.0000.S1', 'Sari', act, 'a', 'b');
  before.exec("INSERT INTO journal_entities VALUES ('incident:i1', 1), ('incident:i1', 2), ('unit:p12', 2)");
  before.close();

  const after = openedDatabase(folder);
  expect(after.prepare('SELECT seq, order_key, seen, alone_since_ms, dead FROM journal ORDER BY position').all()).toEqual([
    { seq: 1, order_key: '1800000000000.0000.S1', seen: null, alone_since_ms: null, dead: null },
    { seq: 2, order_key: '1800000000001.0000.S1', seen: null, alone_since_ms: null, dead: null },
  ]);
  expect(after.prepare('SELECT * FROM chain_heads').all()).toEqual([{ station: 'S1', seq: 2, hash: 'b' }]);
  expect(after.prepare('SELECT * FROM entity_seen ORDER BY entity').all()).toEqual([
    { entity: 'incident:i1', station: 'S1', seq: 2 },
    { entity: 'unit:p12', station: 'S1', seq: 2 },
  ]);
  expect(after.prepare('SELECT * FROM entity_heads ORDER BY entity').all()).toEqual([
    { entity: 'incident:i1', order_key: '1800000000001.0000.S1', folded: 2 },
    { entity: 'unit:p12', order_key: '1800000000001.0000.S1', folded: 1 },
  ]);
  const plan = after.prepare<[], { detail: string }>("EXPLAIN QUERY PLAN SELECT position FROM journal_entities WHERE entity = 'x' AND order_key > 'y' ORDER BY order_key").all();
  expect(plan.map(({ detail }) => detail).join()).toContain('journal_entities_by_order');
  after.close();
});
