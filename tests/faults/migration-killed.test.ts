import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect } from '#core/db/database.ts';
import { migrations } from '#core/db/migrations.ts';
import { databaseFileName, openStationDatabase, schemaVersion } from '#core/db/open-station-database.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

const act = JSON.stringify({ kind: 'incident.noted', incidentId: 'i1', text: 'lapor' });

function statementsOf(sql: string): readonly string[] {
  return sql
    .replaceAll(/--.*$/gm, '')
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

/** A folder at the schema before a step, with a row that every step has to carry over. */
function folderBefore(step: number): string {
  const folder = temporaryFolder();
  const first = openStationDatabase(folder, migrations.slice(0, 1));
  if (!first.ok) throw new Error(first.sentence);
  first.value
    .prepare('INSERT INTO journal (id, station, seq, hlc, at_ms, actor, act, previous_hash, hash) VALUES (?, ?, 1, ?, 5, ?, ?, ?, ?)')
    .run('e1', 'S1', '1800000000000.0000.S1', 'Sari', act, '0'.repeat(64), 'a'.repeat(64));
  first.value.close();
  const opened = openStationDatabase(folder, migrations.slice(0, step));
  if (!opened.ok) throw new Error(opened.sentence);
  opened.value.close();
  return folder;
}

test.each(migrations.slice(1).map(({ version, name }) => [version, name] as const))(
  'row 16: step %i (%s) killed after any of its statements is done again from the start, and its rows are there',
  (version) => {
    const folder = folderBefore(version - 1);
    const statements = statementsOf(migrations[version - 1]?.sql ?? '');
    expect(statements).not.toEqual([]);
    for (let done = 1; done <= statements.length; done += 1) {
      const killed = temporaryFolder();
      const database = connect(join(folder, databaseFileName));
      // Without a cache everything goes to the disk at once: what a killed process leaves is what lies there now.
      database.pragma('cache_size = 1');
      database.exec('BEGIN IMMEDIATE');
      for (const statement of statements.slice(0, done)) database.exec(statement);
      for (const file of readdirSync(folder)) if (file.startsWith(databaseFileName)) copyFileSync(join(folder, file), join(killed, file));
      database.exec('ROLLBACK');
      database.close();
      const opened = openStationDatabase(killed);
      if (!opened.ok) throw new Error(opened.sentence);
      expect(schemaVersion(opened.value)).toBe(migrations.length);
      expect(opened.value.prepare('SELECT seq, act, order_key FROM journal').all()).toEqual([{ seq: 1, act, order_key: '1800000000000.0000.S1' }]);
      opened.value.close();
      const older = openStationDatabase(killed, migrations.slice(0, -1));
      expect(older).toMatchObject({ ok: false, code: 'database-newer' });
    }
  },
);
