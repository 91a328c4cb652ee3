import { expect, test } from 'vitest';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { migrations } from '../migrations.ts';
import { openStationDatabase } from '../open-station-database.ts';

test('a station of the fourteenth schema keeps its rows and has no landmark', () => {
  const folder = temporaryFolder();
  const before = openStationDatabase(folder, migrations.slice(0, 14));
  if (!before.ok) throw new Error(before.sentence);
  before.value.exec(`INSERT INTO number_standings (number, body) VALUES ('0812', '{}')`);
  before.value.close();
  const after = openStationDatabase(folder);
  if (!after.ok) throw new Error(after.sentence);
  expect(after.value.prepare('SELECT number FROM number_standings').pluck().all()).toEqual(['0812']);
  expect(after.value.prepare('SELECT COUNT(*) FROM landmarks').pluck().get()).toBe(0);
  after.value.close();
});
