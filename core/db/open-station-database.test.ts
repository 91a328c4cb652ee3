import { writeFileSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { assertDurable, connect, inTransaction, storageFault } from './database.ts';
import { takeLease } from './lease.ts';
import { migrations } from './migrations.ts';
import { databaseFileName, openStationDatabase, schemaVersion } from './open-station-database.ts';

const second = { version: migrations.length + 1, name: 'for the test', sql: 'CREATE TABLE added (id TEXT PRIMARY KEY) STRICT' };

describe('the station database', () => {
  test('every connection commits to disk before it answers', () => {
    const opened = openStationDatabase(temporaryFolder());
    if (!opened.ok) throw new Error(opened.sentence);
    expect(opened.value.pragma('synchronous', { simple: true })).toBe(2);
    opened.value.pragma('synchronous = NORMAL');
    expect(() => assertDurable(opened.value)).toThrow(/must be 2/);
    opened.value.close();
  });

  test('all tables are strict', () => {
    const opened = openStationDatabase(temporaryFolder());
    if (!opened.ok) throw new Error(opened.sentence);
    const loose = opened.value
      .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'")
      .all();
    expect(loose).toEqual([]);
    opened.value.close();
  });

  test('row 16: a database from a newer version is refused with a sentence and left as it is', () => {
    const folder = temporaryFolder();
    const file = join(folder, databaseFileName);
    const newer = connect(file);
    newer.pragma(`user_version = ${migrations.length + 5}`);
    newer.close();
    const before = readFileSync(file);
    const opened = openStationDatabase(folder);
    expect(opened).toMatchObject({ ok: false, code: 'database-newer' });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('rows survive a migration, and a whole copy is made before it', () => {
    const folder = temporaryFolder();
    const first = openStationDatabase(folder);
    if (!first.ok) throw new Error(first.sentence);
    first.value.prepare("INSERT INTO meta VALUES ('greeting', 'halo')").run();
    first.value.close();
    const migrated = openStationDatabase(folder, [...migrations, second]);
    if (!migrated.ok) throw new Error(migrated.sentence);
    expect(schemaVersion(migrated.value)).toBe(second.version);
    expect(migrated.value.prepare("SELECT value FROM meta WHERE key = 'greeting'").all()).toEqual([{ value: 'halo' }]);
    migrated.value.close();
    const copy = join(folder, `${databaseFileName}.before-${second.version}`);
    expect(existsSync(copy)).toBe(true);
    const kept = connect(copy);
    expect(schemaVersion(kept)).toBe(migrations.length);
    expect(kept.prepare("SELECT value FROM meta WHERE key = 'greeting'").all()).toEqual([{ value: 'halo' }]);
    kept.close();
  });

  test('row 16: a migration that fails halfway leaves the step before', () => {
    const folder = temporaryFolder();
    const first = openStationDatabase(folder);
    if (!first.ok) throw new Error(first.sentence);
    first.value.close();
    const broken = { ...second, sql: 'CREATE TABLE half (id TEXT PRIMARY KEY) STRICT; INSERT INTO nowhere VALUES (1);' };
    expect(() => openStationDatabase(folder, [...migrations, broken])).toThrow(/nowhere/);
    const again = openStationDatabase(folder);
    if (!again.ok) throw new Error(again.sentence);
    expect(again.value.prepare("SELECT name FROM sqlite_master WHERE name = 'half'").all()).toEqual([]);
    again.value.close();
  });

  test('a file that is no database is named, not replaced', () => {
    const folder = temporaryFolder();
    const file = join(folder, databaseFileName);
    writeFileSync(file, 'not a database at all, but long enough to be taken for one'.repeat(100));
    expect(openStationDatabase(folder)).toMatchObject({ ok: false, code: 'database-damaged' });
    expect(readFileSync(file, 'utf8')).toContain('not a database');
  });

  test('a copy that was cut off in the middle is not taken for a whole one', () => {
    const folder = temporaryFolder();
    const first = openStationDatabase(folder);
    if (!first.ok) throw new Error(first.sentence);
    first.value.close();
    const copy = join(folder, `${databaseFileName}.before-${second.version}`);
    writeFileSync(`${copy}.partial`, 'half of a data');
    const migrated = openStationDatabase(folder, [...migrations, second]);
    if (!migrated.ok) throw new Error(migrated.sentence);
    migrated.value.close();
    expect(existsSync(`${copy}.partial`)).toBe(false);
    const kept = connect(copy);
    expect(kept.pragma('quick_check', { simple: true })).toBe('ok');
    kept.close();
  });

  test('a database that another program holds is a fault of storage with a sentence', () => {
    const folder = temporaryFolder();
    const opened = openStationDatabase(folder);
    if (!opened.ok) throw new Error(opened.sentence);
    const other = connect(join(folder, databaseFileName));
    other.exec('BEGIN IMMEDIATE');
    let thrown: unknown;
    try {
      inTransaction(opened.value, () => undefined);
    } catch (error) {
      thrown = error;
    }
    expect(storageFault(thrown)).toBe('another program holds the database.');
    other.close();
    opened.value.close();
  });

  test('a folder that cannot be used is named', () => {
    const file = join(temporaryFolder(), 'a-file');
    writeFileSync(file, '');
    expect(takeLease(file, 1)).toMatchObject({ ok: false, code: 'data-folder-unusable', sentence: expect.stringContaining(file) as string });
    expect(takeLease(join(file, 'below'), 1)).toMatchObject({ ok: false, code: 'data-folder-unusable' });
  });

  test('row 18: a second core on one folder is refused until the first lets go', () => {
    const folder = temporaryFolder();
    const first = takeLease(folder, 1);
    if (!first.ok) throw new Error(first.sentence);
    expect(takeLease(folder, 2)).toMatchObject({ ok: false, code: 'data-folder-in-use' });
    first.value.release();
    const third = takeLease(folder, 3);
    expect(third.ok).toBe(true);
    if (third.ok) third.value.release();
  });
});
