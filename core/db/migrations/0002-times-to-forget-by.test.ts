import { expect, test } from 'vitest';
import { openedDatabase } from '#tests/fixtures/opened-database.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { migrations } from '../migrations.ts';

test('rows of the first schema stay, and what is forgotten by its time is found without reading the rest', () => {
  const folder = temporaryFolder();
  const before = openedDatabase(folder, migrations.slice(0, 1));
  before.prepare("INSERT INTO answers VALUES ('r1', '{}', 5)").run();
  before.prepare("INSERT INTO radio_messages_heard VALUES (x'01', 6)").run();
  before.prepare("INSERT INTO call_events VALUES ('e1', 'c1', 7, 'applied', '{}')").run();
  before.close();

  const after = openedDatabase(folder);
  for (const table of ['answers', 'radio_messages_heard', 'call_events']) {
    expect(after.prepare(`SELECT COUNT(*) AS count FROM ${table}`).get()).toEqual({ count: 1 });
    const plan = after.prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN DELETE FROM ${table} WHERE at_ms < 10`).all();
    expect(plan.map(({ detail }) => detail).join()).toMatch(new RegExp(`USING (COVERING )?INDEX ${table}_by_time`));
  }
  after.close();
});
