import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { databaseFileName, openStationDatabase } from '#core/db/open-station-database.ts';
import { createRowDamage } from '#core/db/row-damage.ts';
import { createPhoneStore } from '#core/features/phone/store.ts';
import { createJournalStore } from '#core/journal/journal-store.ts';
import type { JournalEvent } from '#domain/journal/act.ts';
import { startHeadlessStation } from '#tests/fixtures/headless-station.ts';
import { journalOnDisk, openedAct } from '#tests/fixtures/journal-on-disk.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { onTestFinished } from 'vitest';

const incidents = 600;
const pageBytes = 4_096;
const phoneLines = 200;

/** A closed station with own acts that nobody else has; returns them as they were written. */
function workedFolder(): { folder: string; events: readonly JournalEvent[] } {
  const folder = temporaryFolder();
  const { database, stores, act } = journalOnDisk(folder, undefined, undefined, true);
  database
    .transaction(() => {
      for (let index = 0; index < phoneLines; index += 1) {
        stores.phone.receive('S1', [{ host: 'h', n: index, atMs: index, line: `h/${index}`, happening: { kind: 'rang', number: '0812', name: null, sipCallId: 's', callId: `c${index}`, consultFor: null } }]);
      }
      for (let index = 0; index < incidents; index += 1) {
        act(openedAct(`i${index}`), { kind: 'incident.noted', incidentId: `i${index}`, text: `Jalan Trunojoyo ${index}` });
        if (index % 3 !== 0) act({ kind: 'incident.closed', incidentId: `i${index}`, disposition: { code: 'handled', note: '' } } as never);
      }
    })
    .immediate();
  const events = stores.journal.after(0, 100_000).map(({ event }) => event);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  return { folder, events };
}

function fillPages(folder: string, numbers: (pages: number) => readonly number[]): void {
  const name = join(folder, databaseFileName);
  const file = readFileSync(name);
  for (const number of numbers(file.length / pageBytes)) file.fill(0xaa, (number - 1) * pageBytes, number * pageBytes);
  writeFileSync(name, file);
}

const random = seededRandom(12);
const cases: Readonly<Record<string, (pages: number) => readonly number[]>> = {
  'page 10': () => [10],
  'the header and the list of tables': () => [1],
  'the list of tables behind its first page': () => [2, 3, 4, 5],
  'one page in eight, anywhere': (pages) => Array.from({ length: Math.floor(pages / 8) }, () => 1 + Math.floor(random() * pages)),
};

/** Starts the station until its database is rebuilt, killed so many times before; then everything must be there. */
async function expectRebuilt(folder: string, events: readonly JournalEvent[], kills = 0): Promise<void> {
  for (let kill = 0; kill < kills; kill += 1) {
    const station = await startHeadlessStation({ dataDir: folder, profile: smallProfileSource });
    // Between two slices of the filling.
    await new Promise((resolve) => setTimeout(resolve, kill * 12));
    await station.kill();
  }
  const station = await startHeadlessStation({ dataDir: folder, profile: smallProfileSource });
  onTestFinished(() => station.kill());
  await expect.poll(() => station.log(), { timeout: 30_000 }).toContain('the database is rebuilt');
  await station.stop();
  // Nothing is left running of the attempt on the damaged file.
  expect(station.process.exitCode).toBe(0);
  expect(readdirSync(folder)).toContain(`${databaseFileName}.damaged-1`);
  const opened = openStationDatabase(folder);
  if (!opened.ok) throw new Error(opened.sentence);
  const store = createJournalStore(opened.value);
  expect(opened.value.pragma('integrity_check', { simple: true })).toBe('ok');
  const kept = store.ofStation('S1', 0, 100_000);
  expect(kept.slice(0, events.length).map(({ event }) => event)).toEqual(events);
  expect(kept.filter(({ position }) => !store.isWholeAt(position))).toEqual([]);
  const { count } = opened.value.prepare("SELECT COUNT(*) AS count FROM incidents WHERE status = 'open'").get() as { count: number };
  expect(count).toBe(incidents / 3);
  opened.value.close();
}

describe('row 12: garbage over', () => {
  test.each(Object.keys(cases))('%s: the station goes on with a new database, and no own act is missing in it', async (what) => {
    const { folder, events } = workedFolder();
    fillPages(folder, cases[what] ?? (() => []));
    await expectRebuilt(folder, events);
  });

  test('and the station killed again and again while its new database is filled: nothing is missing, and every list is whole', async () => {
    const { folder, events } = workedFolder();
    fillPages(folder, () => [1]);
    await expectRebuilt(folder, events, 3);
    const opened = openStationDatabase(folder);
    if (!opened.ok) throw new Error(opened.sentence);
    // What the phones did has no second copy anywhere.
    expect(createPhoneStore(opened.value, createRowDamage()).lines(undefined, 1_000).map(({ callId }) => callId).sort()).toEqual(Array.from({ length: phoneLines }, (_, index) => `c${index}`).sort());
    opened.value.close();
  });
});
