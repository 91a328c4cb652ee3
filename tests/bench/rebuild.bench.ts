import { mkdtempSync, openSync, rmSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readProfile } from '#contract/profile.ts';
import { systemClock } from '#core/clock.ts';
import { createCore } from '#core/core.ts';
import { connect } from '#core/db/database.ts';
import { databaseFileName, openStationDatabase } from '#core/db/open-station-database.ts';
import { createJournal } from '#core/journal/journal.ts';
import { createLog } from '#core/log.ts';
import { createStores, entityTables } from '#core/stores.ts';
import type { Act, JournalEvent } from '#domain/journal/act.ts';
import { chainStart, journalEventHash } from '#ledger/journal-event-hash.ts';
import { askInProcess } from '#tests/fixtures/ask-in-process.ts';
import { repositoryFolder } from '#tests/fixtures/repository-folder.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { smallProfileSource } from '#tests/fixtures/small-profile.ts';
import { printFigure, quantile } from './print-figure.ts';

/** A station whose database got garbage over its header, its list of tables and 200 more pages: how long until it is worked with, and until all is back. */
const rows = Number(process.env['SIAGA_BENCH_ROWS'] ?? 1_000_000);
const pageBytes = 4_096;
const folder = mkdtempSync(join(tmpdir(), 'siaga-bench-'));
const read = readProfile(JSON.stringify(smallProfileSource));
if (!read.ok) throw new Error(read.sentence);
const profile = read.value;

const place = { text: 'Lenteng', latitude: -7.05, longitude: 113.8, radiusM: 500, islandId: 'madura', islandName: 'Madura', source: 'gazetteer' } as const;

/** As ids of the product are: those that were given later sort behind. */
const timeOrdered = (number: number): string => String(number).padStart(9, '0');

function actOf(seq: number): Act {
  const incidentId = `i${timeOrdered(Math.floor(seq / 8))}`;
  const unitId = `u${Math.floor(seq / 8) % 400}`;
  switch (seq % 8) {
    case 0:
      return { kind: 'incident.opened', incidentId, number: `S2-${seq}`, type: 'medical', priority: 1, place, note: 'sesak napas', callId: null, callerNumber: null };
    case 1:
      return { kind: 'unit.assigned', incidentId, unitId };
    case 7:
      return { kind: 'incident.closed', incidentId, disposition: 'handled' };
    default:
      return { kind: 'incident.noted', incidentId, text: `catatan ${seq}: pasien sadar, napas teratur` };
  }
}

function fill(): void {
  const opened = openStationDatabase(folder);
  if (!opened.ok) throw new Error(opened.sentence);
  const database = opened.value;
  const stores = createStores({ database, profile, islandAt: () => null, now: systemClock.now });
  const journal = createJournal({
    database,
    store: stores.journal,
    outgoing: stores.outgoing,
    tables: entityTables(stores),
    conflicts: stores.conflicts,
    station: 'S1',
    clock: systemClock,
    storage: { tell: () => undefined, makeRoom: () => false },
  });
  let previousHash = chainStart;
  const startMs = Date.now() - rows;
  for (let from = 1; from <= rows; from += 5_000) {
    const events: JournalEvent[] = [];
    for (let seq = from; seq < Math.min(from + 5_000, rows + 1); seq += 1) {
      const unsigned = { id: `e${timeOrdered(seq)}`, station: 'S2', seq, hlc: `${startMs + seq}.0000.S2`, atMs: startMs + seq, actor: 'Sari', act: actOf(seq), previousHash };
      const event = { ...unsigned, hash: journalEventHash(unsigned) };
      events.push(event);
      previousHash = event.hash;
    }
    journal.takeUp(events.map((event) => ({ event, dead: null })), { fromCentral: true });
  }
  database.close();
}

function damage(): number {
  const random = seededRandom(12);
  const database = connect(join(folder, databaseFileName));
  database.pragma('wal_checkpoint(TRUNCATE)');
  const others = database.prepare<[], { pageno: number }>("SELECT pageno FROM dbstat WHERE name <> 'journal'").all();
  database.close();
  const handle = openSync(join(folder, databaseFileName), 'r+');
  const garbage = Buffer.alloc(pageBytes, 0xaa);
  const pages = [1, ...Array.from({ length: 200 }, () => others[Math.floor(random() * others.length)]?.pageno ?? 1)];
  for (const page of pages) writeSync(handle, garbage, 0, pageBytes, (page - 1) * pageBytes);
  closeSync(handle);
  return pages.length;
}

fill();
const pages = damage();
let rebuiltAt = 0;
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();
const created = createCore({
  dataDir: folder,
  profile,
  resources: join(repositoryFolder, 'resources'),
  version: 'bench',
  clock: systemClock,
  log: createLog((line) => {
    if (line.includes('the database is rebuilt')) rebuiltAt = performance.now();
    if (line.includes('"defect"')) process.stderr.write(line);
  }, systemClock.now),
  readSecret: () => undefined,
});
if (!created.ok) throw new Error(created.sentence);
const readyS = (performance.now() - startedAt) / 1_000;
const ask = askInProcess(created.value);
const opened = (await ask('open', 'incident.open', { type: 'medical', priority: 1, place: { ...place, source: 'spoken' }, note: '', callId: null })) as { value: { incidentId: string } };
const waits: number[] = [];
while (rebuiltAt === 0) {
  const due = performance.now() + 50;
  await new Promise((resolve) => setTimeout(resolve, 50));
  await ask(`note-${waits.length}`, 'incident.note', { incidentId: opened.value.incidentId, text: 'pasien sadar' });
  waits.push(performance.now() - due);
}
const wholeS = (rebuiltAt - startedAt) / 1_000;
const cpu = process.cpuUsage(cpuBefore);
await created.value.close();
const check = openStationDatabase(folder);
if (!check.ok) throw new Error(check.sentence);
const { count } = check.value.prepare("SELECT COUNT(*) AS count FROM journal WHERE station = 'S2'").get() as { count: number };
check.value.close();
rmSync(folder, { recursive: true, force: true });
if (count !== rows) throw new Error(`${count} of ${rows} events came back`);
const details = { rows, garbagePages: pages };
printFigure('rebuild: worked with again', readyS, 's', { ...details, goal: '10 s' });
printFigure('rebuild: everything back', wholeS, 's', { ...details, goal: '60 s for 1,000,000', processorS: Math.round((cpu.user + cpu.system) / 1e5) / 10 });
printFigure('rebuild: an act meanwhile, p99', quantile(waits, 0.99), 'ms', { ...details, acts: waits.length, longestMs: Math.round(Math.max(...waits)) });
