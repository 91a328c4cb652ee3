import { expect, test } from 'vitest';
import { openedDatabase } from '#tests/fixtures/opened-database.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { migrations } from '../migrations.ts';

test('a station from before the radio desk knows when each radio was heard last, from the transmissions it has', () => {
  const folder = temporaryFolder();
  const before = openedDatabase(folder, migrations.slice(0, 13));
  const insert = before.prepare("INSERT INTO transmissions (id, source_id, started_ms, ended_ms, body, row_hash) VALUES (?, 'ht', ?, ?, ?, '')");
  const body = (radioId: number | null, lastHeardAtMs: number): string => JSON.stringify({ radioId, lastHeardAtMs, talkgroup: 112, alias: 'Budi', rssiDbm: -71 });
  insert.run('late', 2_000, 2_500, body(5_101_212, 2_500));
  insert.run('early', 1_000, 1_500, body(5_101_212, 1_500));
  insert.run('nobody', 3_000, 3_500, body(null, 3_500));
  before.close();
  const after = openedDatabase(folder);
  expect(after.prepare('SELECT * FROM radios_heard').all()).toEqual([
    { radio_id: 5_101_212, heard_ms: 2_500, talkgroup: 112, alias: 'Budi', source_id: 'ht', rssi_dbm: -71 },
  ]);
  expect(after.prepare('SELECT COUNT(*) FROM desk_standings').pluck().get()).toBe(0);
  after.close();
});
