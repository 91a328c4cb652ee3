import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { outboxFileName } from '#core/db/attach-outbox.ts';
import { databaseFileName, openStationDatabase } from '#core/db/open-station-database.ts';
import { findBrokenEvent } from '#core/journal/find-broken-event.ts';
import { watchHoles } from '#core/journal/watch-holes.ts';
import { createJournalStore } from '#core/journal/journal-store.ts';
import { coreOnDisk } from '#tests/fixtures/core-on-disk.ts';
import { journalOnDisk, openedAct } from '#tests/fixtures/journal-on-disk.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

const acts = 120;

function copyOf(folder: string): string {
  const copy = join(temporaryFolder(), 'copy');
  mkdirSync(copy);
  for (const name of readdirSync(folder)) if (name.startsWith('station.db') || name.startsWith(outboxFileName)) copyFileSync(join(folder, name), join(copy, name));
  return copy;
}

/** The files of a station that runs, as a process that is killed leaves them. */
function killedFolder(): string {
  const folder = temporaryFolder();
  const { act } = journalOnDisk(folder, undefined, undefined, true);
  act(openedAct('i1'));
  for (let count = 2; count <= acts; count += 1) act({ kind: 'incident.noted', incidentId: 'i1', text: `catatan ${count}` });
  return copyOf(folder);
}

/** How many acts stand without a gap in a chain that is whole, by the first database alone. */
function actsIn(folder: string): number {
  const opened = openStationDatabase(folder);
  if (!opened.ok) throw new Error(opened.sentence);
  const store = createJournalStore(opened.value);
  expect(findBrokenEvent(store, 0)).toBeNull();
  const seqs = store.after(0, 10_000).map(({ event }) => event.seq);
  expect(seqs).toEqual(seqs.map((_, index) => index + 1));
  opened.value.close();
  return seqs.length;
}

/** A core on the folder; what it lacks is taken from the second database. */
async function startAndStop(folder: string): Promise<void> {
  await coreOnDisk({ dataDir: folder }).core.close();
}

describe('row 4', () => {
  test('the log cut at every 512 bytes of its last 64 KiB opens at the last whole commit', () => {
    const folder = killedFolder();
    const log = readFileSync(join(folder, `${databaseFileName}-wal`));
    const found: number[] = [];
    for (let cut = 0; cut < 65_536; cut += 512) {
      const torn = copyOf(folder);
      writeFileSync(join(torn, `${databaseFileName}-wal`), log.subarray(0, log.length - cut));
      found.push(actsIn(torn));
      rmSync(torn, { recursive: true });
    }
    expect(found[0]).toBe(acts);
    expect(found.every((count, index) => index === 0 || count <= (found[index - 1] ?? 0))).toBe(true);
  });

  test.each(['-wal', '-shm'])('with the %s file of the first database deleted no act is missing: the second one has them', async (ending) => {
    const folder = killedFolder();
    rmSync(join(folder, databaseFileName + ending), { force: true });
    await startAndStop(folder);
    expect(actsIn(folder)).toBe(acts);
  });

  test.each(['-wal', '-shm'])('with the %s file of the second database deleted no act is missing', async (ending) => {
    const folder = killedFolder();
    rmSync(join(folder, outboxFileName + ending), { force: true });
    await startAndStop(folder);
    expect(actsIn(folder)).toBe(acts);
  });

  test('an older copy of the database says which acts it lacks, gives no number twice, and takes them from central', () => {
    const folder = temporaryFolder();
    const first = journalOnDisk(folder, undefined, undefined, true);
    first.act(openedAct('i1'));
    first.database.pragma('wal_checkpoint(TRUNCATE)');
    const old = readFileSync(join(folder, databaseFileName));
    for (let count = 2; count <= 40; count += 1) first.act({ kind: 'incident.noted', incidentId: 'i1', text: `catatan ${count}` });
    const events = first.stores.journal.after(0, 100).map(({ event }) => event);
    const was = first.stores.incidents.read('i1');
    first.outbox?.acknowledge(40);
    first.database.close();
    for (const ending of ['-wal', '-shm']) if (existsSync(join(folder, databaseFileName + ending))) rmSync(join(folder, databaseFileName + ending));
    writeFileSync(join(folder, databaseFileName), old);

    const { journal, stores } = journalOnDisk(folder, undefined, undefined, true);
    journal.reconcile();
    const told: string[] = [];
    let asked = 0;
    const look = watchHoles({ journal, raise: ({ text }) => told.push(text), fetchAgain: () => (asked += 1) });
    look();
    expect(told).toEqual([expect.stringContaining('S1 2-40')]);
    expect(asked).toBe(1);
    journal.takeUp(events.map((event) => ({ event, dead: null })), { fromCentral: true });
    look();
    expect(journal.hasWholeHistory()).toBe(true);
    expect(stores.incidents.read('i1')).toEqual(was);
    journal.record('next', 'Sari', () => ({ acts: [{ kind: 'incident.noted', incidentId: 'i1', text: 'lagi' }], answer: { ok: true, value: {} } }));
    expect(stores.journal.newestOfStation('S1')?.seq).toBe(41);
  });
});
