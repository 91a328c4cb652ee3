import { expect, test } from 'vitest';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { migrations } from '../migrations.ts';
import { openStationDatabase } from '../open-station-database.ts';

test('a station from before recordings keeps its rows and has room for them', () => {
  const folder = temporaryFolder();
  const before = openStationDatabase(folder, migrations.slice(0, 12));
  if (!before.ok) throw new Error(before.sentence);
  before.value.exec("INSERT INTO meta (key, value) VALUES ('kept', 'yes')");
  before.value.close();
  const after = openStationDatabase(folder);
  if (!after.ok) throw new Error(after.sentence);
  expect(after.value.prepare("SELECT value FROM meta WHERE key = 'kept'").pluck().get()).toBe('yes');
  expect(after.value.prepare('SELECT COUNT(*) FROM recordings').pluck().get()).toBe(0);
  after.value.close();
});
