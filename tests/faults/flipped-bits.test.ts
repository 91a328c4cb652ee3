import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect, inTransaction, type Database } from '#core/db/database.ts';
import { databaseFileName } from '#core/db/open-station-database.ts';
import { rawCells, readRawCell } from '#core/db/raw-rows.ts';
import { createScrub } from '#core/db/scrub.ts';
import { createRowMender, scrubbedTables, type RowMender, type ScrubbedTable } from '#core/journal/mend-rows.ts';
import { ticketNumber } from '#domain/complaints/ticket-number.ts';
import { openedComplaint } from '#tests/fixtures/opened-complaint.ts';
import { journalOnDisk, openedAct, standingClock } from '#tests/fixtures/journal-on-disk.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';

const flipped = 1_000;

/** A station with some thousand rows of every kind, closed with everything in its one file. */
function filledFolder(): string {
  const folder = temporaryFolder();
  const { database, stores, act } = journalOnDisk(folder, undefined, undefined, true);
  inTransaction(database, () => {
    for (let index = 0; index < 400; index += 1) {
      act(openedAct(`i${index}`), { kind: 'incident.noted', incidentId: `i${index}`, text: `alamat Jalan Trunojoyo ${index}, nomor rumah ${index * 7}` });
      act({ kind: 'unit.assigned', unitId: `p${index}`, incidentId: `i${index}` });
      act(openedComplaint(`k${index}`, { number: ticketNumber('S1', index), note: `sampah di depan rumah ${index}` }));
      stores.drafts.save(`d${index}`, JSON.stringify({ note: `setengah jadi ${index}` }), index);
      stores.alarms.raise({ id: `a${index}`, kind: 'storage', raisedAtMs: index, sourceId: null, unitId: null, talkgroup: null, radioId: null, text: `sirene ${index}` }, index);
    }
  });
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  return folder;
}

type Row = { readonly table: ScrubbedTable; readonly rowid: number; readonly offset: number; readonly bytes: number };

/** Where the rows of the tables lie in the file. */
function rowsOf(database: Database, file: Buffer): Row[] {
  const pageBytes = 4_096;
  const readPage = (number: number): Buffer => file.subarray((number - 1) * pageBytes, number * pageBytes);
  return scrubbedTables.flatMap((table) => {
    const pages = database.prepare<[string], { pageno: number }>("SELECT pageno FROM dbstat WHERE name = ? AND pagetype = 'leaf'").all(table);
    return pages.flatMap(({ pageno }) =>
      rawCells(readPage(pageno), pageno).map((cell) => {
        if (!readRawCell(readPage(pageno), cell, readPage)) throw new Error('a row of a sound file cannot be read');
        return { table, rowid: cell.rowid, offset: (pageno - 1) * pageBytes + cell.offset, bytes: cell.localBytes };
      }),
    );
  });
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items.map((item) => ({ item, at: random() })).sort((left, right) => left.at - right.at).map(({ item }) => item);
}

/** Flips one bit of the record of each row; `where` gives the first byte that may be hit. */
function flip(file: Buffer, rows: readonly Row[], random: () => number, where: (row: Row) => number): void {
  for (const row of rows) {
    const from = where(row);
    const at = row.offset + from + Math.floor(random() * (row.bytes - from));
    file.writeUInt8(file.readUInt8(at) ^ (1 << Math.floor(random() * 8)), at);
  }
}

/** Closes a folder's file, flips a bit in so many rows of its tables, and says which. */
function damage(folder: string, tables: readonly ScrubbedTable[], where: (file: Buffer, row: Row) => number): string[] {
  const random = seededRandom(13);
  const name = join(folder, databaseFileName);
  const file = readFileSync(name);
  const database = connect(name);
  const rows = shuffled(rowsOf(database, file).filter(({ table }) => tables.includes(table)), random).slice(0, flipped);
  database.close();
  expect(rows).toHaveLength(flipped);
  flip(file, rows, random, (row) => where(file, row));
  writeFileSync(name, file);
  return rows.map(({ table, rowid }) => `${table} ${rowid}`);
}

type Opened = ReturnType<typeof journalOnDisk>;

/** The rows of a folder that one whole round of the scrub finds damaged, and mends where there is who can. */
function foundIn({ database, stores }: Pick<Opened, 'database' | 'stores'>, mender?: RowMender): string[] {
  const found: string[] = [];
  const scrub = createScrub({
    database,
    clock: standingClock(),
    tables: scrubbedTables,
    steadyMs: () => performance.now(),
    isWholeInJournal: stores.journal.isWholeAt,
    damaged(table, rowid) {
      found.push(`${table} ${rowid}`);
      mender?.mend(table, rowid);
    },
    broken: (error) => {
      throw error;
    },
  });
  while (scrub.roundDoneAtMs() === null) scrub.step();
  return found.sort();
}

/** The values of the tables; the order of the keys of a JSON text is none of them. */
function contentOf(database: Database, tables: readonly ScrubbedTable[]): unknown {
  const parsed = (text: unknown): unknown => (typeof text === 'string' ? (JSON.parse(text) as unknown) : text);
  return tables.map((table) =>
    database
      .prepare<[], Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY 1, 2`)
      .all()
      .map(({ row_hash, ...row }) => ({ ...row, body: parsed(row['body']), act: parsed(row['act']) })),
  );
}

test(`row 13: of ${flipped} rows with one flipped bit each, one round of the scrub finds every one, and no other`, () => {
  const folder = filledFolder();
  const sound = journalOnDisk(folder);
  expect(foundIn(sound)).toEqual([]);
  sound.database.close();
  const hit = damage(folder, scrubbedTables, () => 0);
  expect(new Set(hit.map((row) => row.split(' ')[0])).size).toBeGreaterThanOrEqual(5);
  expect(foundIn(journalOnDisk(folder))).toEqual(hit.sort());
});

const folded = ['incidents', 'unit_standings', 'journal', 'alarms'] as const;

test('row 13: each of them is mended from the journal, the outbox or the log, and is what it was', () => {
  const folder = filledFolder();
  const before = journalOnDisk(folder);
  const was = contentOf(before.database, folded);
  before.database.close();
  // Behind the lengths of the values, so that SQLite itself can read the row.
  damage(folder, folded, (file, { offset }) => file.readUInt8(offset));
  const { database, stores, journal } = journalOnDisk(folder, undefined, undefined, true);
  const mender = createRowMender({ database, journal, damage: stores.damage, facts: { ...stores, phone_lines: stores.phone }, now: () => 5 });
  foundIn({ database, stores }, mender);
  // An event that is put back has the rows folded from it written anew, before the scrub comes to them.
  expect(mender.counts().found).toBeGreaterThan(flipped / 2);
  expect(mender.counts().mended).toBe(mender.counts().found);
  expect(contentOf(database, folded)).toEqual(was);
  expect(foundIn({ database, stores })).toEqual([]);
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
});
