import { expect, test } from 'vitest';
import { openedDatabase } from '#tests/fixtures/opened-database.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { migrations } from '../migrations.ts';

test('a station of the tenth schema keeps its rows and has no obstacle', () => {
  const folder = temporaryFolder();
  const before = openedDatabase(folder, migrations.slice(0, 10));
  before.exec(`INSERT INTO number_standings (number, body) VALUES ('0812', '{}')`);
  before.close();
  const after = openedDatabase(folder);
  expect(after.prepare('SELECT number FROM number_standings').pluck().all()).toEqual(['0812']);
  expect(after.prepare('SELECT COUNT(*) FROM obstacles').pluck().get()).toBe(0);
  after.close();
});
