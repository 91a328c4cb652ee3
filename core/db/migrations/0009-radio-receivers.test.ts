import { expect, test } from 'vitest';
import { openedDatabase } from '#tests/fixtures/opened-database.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { migrations } from '../migrations.ts';
import { isWholeSql } from '../row-hash.ts';

test('a transmission from before has no receivers, is merged into none, and is whole', () => {
  const folder = temporaryFolder();
  const before = openedDatabase(folder, migrations.slice(0, 8));
  before.exec(`
    INSERT INTO transmissions (id, source_id, started_ms, ended_ms, body) VALUES ('ht/x', 'ht', 1800000000000, NULL, '{"id":"ht/x"}');
    INSERT INTO feed_log (feed, at_ms, body) VALUES ('transmissions', 1800000000000, '{"id":"ht/x"}'), ('alarms', 1800000000000, '{"id":"a"}');
  `);
  before.close();
  const after = openedDatabase(folder);
  const body = '{"id":"ht/x","receivers":[],"mergedInto":null}';
  expect(after.prepare(`SELECT body, ${isWholeSql('transmissions')} FROM transmissions`).all()).toEqual([{ body, is_whole: 1 }]);
  expect(after.prepare('SELECT body FROM feed_log ORDER BY seq').pluck().all()).toEqual([body, '{"id":"a"}']);
  expect(after.prepare('SELECT COUNT(*) FROM radio_messages').pluck().get()).toBe(0);
  expect(after.prepare("SELECT COUNT(*) FROM sqlite_master WHERE name = 'calls_going_on'").pluck().get()).toBe(0);
  after.close();
});
