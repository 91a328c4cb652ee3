import { expect, test } from 'vitest';
import { openedDatabase } from '#tests/fixtures/opened-database.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { migrations } from '../migrations.ts';

test('a station from before the softphone keeps its rows and has room for lines', () => {
  const folder = temporaryFolder();
  const before = openedDatabase(folder, migrations.slice(0, 7));
  before.exec("INSERT INTO meta (key, value) VALUES ('kept', 'yes')");
  before.close();
  const after = openedDatabase(folder);
  expect(after.prepare("SELECT value FROM meta WHERE key = 'kept'").pluck().get()).toBe('yes');
  expect(after.prepare('SELECT COUNT(*) FROM phone_lines').pluck().get()).toBe(0);
  after.close();
});
