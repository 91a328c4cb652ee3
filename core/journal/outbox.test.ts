import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { outboxFileName } from '#core/db/attach-outbox.ts';
import { databaseFileName } from '#core/db/open-station-database.ts';
import { coreOnDisk, type CoreOnDisk } from '#tests/fixtures/core-on-disk.ts';
import { journalOnDisk, standingClock } from '#tests/fixtures/journal-on-disk.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { createOutbox } from './outbox.ts';

const place = { text: 'Lenteng', latitude: null, longitude: null, radiusM: null, islandId: null, islandName: null, source: 'spoken' as const };

async function workWith(dataDir: string, work: (opened: CoreOnDisk) => Promise<void>): Promise<void> {
  const opened = coreOnDisk({ dataDir });
  await work(opened);
  await opened.core.close();
}

async function openIncident(opened: CoreOnDisk, note: string): Promise<string> {
  const { incidentId } = await opened.seat().do('incident.open', { type: 'fire', priority: 1, place, note, callId: null });
  return incidentId;
}

function removeDatabase(dataDir: string, name: string): void {
  for (const file of readdirSync(dataDir)) if (file.startsWith(name)) rmSync(join(dataDir, file));
}

test('with the first database lost, the second gives back every own event, and the numbers go on', async () => {
  const dataDir = temporaryFolder();
  await workWith(dataDir, async (opened) => {
    const incidentId = await openIncident(opened, 'a');
    await opened.seat().do('incident.note', { incidentId, text: 'still here' });
  });
  removeDatabase(dataDir, databaseFileName);
  await workWith(dataDir, async (opened) => {
    const seat = opened.seat();
    const incidents = seat.follow('incidents', {});
    await seat.flow();
    expect(incidents.items()).toMatchObject([{ status: 'open' }]);
    const timeline = seat.follow('timeline', { incidentId: incidents.items()[0]?.id ?? '' });
    await seat.flow();
    expect(timeline.items().map(({ act }) => act.kind)).toEqual(['incident.opened', 'incident.noted']);
    incidents.stop();
    timeline.stop();
  });
});

test('with the second database lost or damaged, the journal fills a new one and the damaged file is kept', async () => {
  for (const harm of ['lost', 'damaged'] as const) {
    const dataDir = temporaryFolder();
    await workWith(dataDir, async (opened) => void (await openIncident(opened, 'a')));
    const file = join(dataDir, outboxFileName);
    if (harm === 'lost') removeDatabase(dataDir, outboxFileName);
    else writeFileSync(file, Buffer.alloc(readFileSync(file).length, 0xaa));
    await workWith(dataDir, async () => undefined);
    expect(existsSync(`${file}.damaged-1`)).toBe(harm === 'damaged');
    const { stores, database } = journalOnDisk(dataDir, standingClock());
    const outbox = createOutbox({ database, station: 's1', hasCentral: true, file });
    const head = [...stores.journal.heads()][0];
    expect(head).toBeDefined();
    const own = createOutbox({ database, station: head?.[0] ?? '', hasCentral: true, file });
    expect(own.witness()).toEqual(head?.[1]);
    expect(own.unsent().map(({ seq }) => seq)).toEqual([1]);
    expect(outbox.unsent()).toHaveLength(1);
  }
});

test('an act that only the second database has when the power goes is taken up with its answer, and asking again does nothing twice', async () => {
  const dataDir = temporaryFolder();
  let answer: unknown;
  await workWith(dataDir, async (opened) => {
    await openIncident(opened, 'first');
    answer = await opened.seat().ask('unit.set-status', { unitId: 'p01', status: 'returning' }, 'request-of-the-end');
  });
  const { database } = journalOnDisk(dataDir);
  database.exec(`
    DELETE FROM journal_entities WHERE position = (SELECT MAX(position) FROM journal);
    DELETE FROM journal WHERE seq = 2;
    DELETE FROM answers WHERE request_id LIKE '%request-of-the-end';
    UPDATE chain_heads SET (seq, hash) = (SELECT seq, hash FROM journal WHERE seq = 1);
    DELETE FROM entity_seen WHERE seq = 2; DELETE FROM entity_heads WHERE entity = 'unit:p01'; DELETE FROM unit_standings;
  `);
  database.close();
  await workWith(dataDir, async (opened) => {
    const seat = opened.seat();
    expect(await seat.ask('unit.set-status', { unitId: 'p01', status: 'returning' }, 'request-of-the-end')).toEqual(answer);
    const units = seat.follow('units', {});
    await seat.flow();
    expect(units.items().find(({ unitId }) => unitId === 'p01')).toMatchObject({ status: 'returning' });
    units.stop();
  });
  const after = journalOnDisk(dataDir);
  expect(after.database.prepare('SELECT seq FROM journal ORDER BY seq').all()).toEqual([{ seq: 1 }, { seq: 2 }]);
});

test('a number that was used is not given again when the first database was replaced by an older copy', async () => {
  const dataDir = temporaryFolder();
  const file = join(dataDir, databaseFileName);
  let incidentId = '';
  await workWith(dataDir, async (opened) => void (incidentId = await openIncident(opened, 'a')));
  const older = readFileSync(file);
  await workWith(dataDir, async (opened) => {
    for (const text of ['b', 'c']) await opened.seat().do('incident.note', { incidentId, text });
  });
  const { database } = journalOnDisk(dataDir);
  database.exec('DELETE FROM outbox.own_events');
  database.close();
  removeDatabase(dataDir, databaseFileName);
  writeFileSync(file, older);
  await workWith(dataDir, async (opened) => void (await opened.seat().do('incident.note', { incidentId, text: 'd' })));
  const after = journalOnDisk(dataDir);
  expect(after.database.prepare('SELECT seq FROM journal ORDER BY seq').all()).toEqual([{ seq: 1 }, { seq: 4 }]);
  expect(after.journal.hasWholeHistory()).toBe(false);
});

test('what central acknowledged leaves, and without central the newest ten thousand stay', () => {
  const dataDir = temporaryFolder();
  const { database, journal, act, stores } = journalOnDisk(dataDir);
  const [station] = [...(act({ kind: 'unit.status-set', unitId: 'p01', status: 'returning', incidentId: null }), stores.journal.heads())].map(([id]) => id);
  const outbox = createOutbox({ database, station: station ?? '', hasCentral: true, file: join(dataDir, outboxFileName) });
  for (let count = 0; count < 4; count += 1) act({ kind: 'unit.status-set', unitId: 'p01', status: 'returning', incidentId: null });
  outbox.fillFrom(stores.journal);
  expect(outbox.unsent().map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  outbox.acknowledge(3);
  expect(outbox.unsent().map(({ seq }) => seq)).toEqual([4, 5]);
  const receipt = { station: station ?? '', seq: 3, hash: 'a'.repeat(64), siteSeq: 9, siteHash: 'b'.repeat(64), atMs: 5, signature: 'x' };
  outbox.keepReceipts([receipt]);
  expect(outbox.receipts()).toEqual([receipt]);
  const alone = createOutbox({ database, station: station ?? '', hasCentral: false, file: join(dataDir, outboxFileName) });
  const last = outbox.unsent().at(-1);
  if (!last) throw new Error('nothing is unsent');
  alone.keep({ requestId: null, events: [{ ...last, seq: 10_005 }], outgoing: [], answer: null });
  expect(alone.unsent().map(({ seq }) => seq)).toEqual([10_005]);
  expect(journal.hasWholeHistory()).toBe(true);
});
