import { expect, test } from 'vitest';
import { journalOnDisk, openedAct } from '#tests/fixtures/journal-on-disk.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { examineStation } from './doctor.ts';

function examined(change: (sql: (text: string) => void) => void, thorough = true) {
  const folder = temporaryFolder();
  const { database, stores, act } = journalOnDisk(folder);
  database
    .transaction(() => {
      act(openedAct('i1'));
      for (let index = 0; index < 2_000; index += 1) act({ kind: 'incident.noted', incidentId: 'i1', text: `catatan ${index}` });
    })
    .immediate();
  change((text) => database.exec(text));
  const report = examineStation({
    thorough,
    database,
    journal: stores.journal,
    dataDir: folder,
    nowMs: 1_800_000_000_000,
    links: [],
    counts: [],
    lastActAtMs: 1_800_000_000_000,
    phoneChecks: [],
  });
  return Object.fromEntries(report.checks.map((check) => [check.name, check]));
}

test('a sound station is found sound, its newest acts while it works and all of them when it does not', () => {
  const working = examined(() => undefined, false);
  expect(working['database']).toMatchObject({ state: 'ok', finding: expect.stringContaining('whole') as string });
  expect(working['journal']).toMatchObject({ state: 'ok', finding: 'the newest 1000 of 2001 acts are as they were written' });
  expect(examined(() => undefined)['journal']).toMatchObject({ state: 'ok', finding: 'all 2001 acts are as they were written' });
});

test('an act that was changed behind our back is named', () => {
  const changed = examined((sql) => sql(`UPDATE journal SET act = '{"kind":"incident.noted","incidentId":"i1","text":"lain"}' WHERE seq = 1500`), false);
  expect(changed['journal']).toMatchObject({ state: 'fault', finding: expect.stringContaining('act 1500 of station S1') as string });
  const taken = examined((sql) => sql('PRAGMA foreign_keys = OFF; DELETE FROM journal WHERE seq = 20'));
  expect(taken['journal']).toMatchObject({ state: 'fault', finding: expect.stringContaining('act 21') as string });
});

test('a folder that is gone is a fault of the disk, not of the program', () => {
  const folder = temporaryFolder();
  const { database, stores } = journalOnDisk(folder);
  const report = examineStation({ thorough: false, database, journal: stores.journal, dataDir: `${folder}/gone`, nowMs: 1_800_000_000_000, links: [], counts: [], lastActAtMs: 0, phoneChecks: [] });
  expect(report.checks.find((check) => check.name === 'disk')).toMatchObject({ state: 'fault' });
});
