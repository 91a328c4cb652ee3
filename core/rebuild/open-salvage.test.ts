import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import type { Log } from '#core/log.ts';
import { databaseFileName } from '../db/open-station-database.ts';
import { journalOnDisk, openedAct, standingClock } from '#tests/fixtures/journal-on-disk.ts';
import { temporaryFolder } from '#tests/fixtures/temporary-folder.ts';
import { openSalvage } from './open-salvage.ts';
import { createSalvage, type Salvage, type SalvagePiece } from './salvage-pieces.ts';

/** A file of 250 notes on two incidents; in one the text was changed by itself. */
function fileWithAFlippedNote(): { file: string; rows: readonly (readonly unknown[])[] } {
  const folder = temporaryFolder();
  const seat = journalOnDisk(folder, standingClock());
  seat.act(openedAct('i1'), openedAct('i2'));
  for (let note = 0; note < 250; note += 1) seat.act({ kind: 'incident.noted', incidentId: note % 2 === 0 ? 'i2' : 'i1', text: `catatan ${note}` });
  seat.database.exec("UPDATE journal SET act = replace(act, 'catatan 7\"', 'catatan 1\"')");
  const rows = seat.database.prepare("SELECT * FROM journal WHERE act NOT LIKE '%catatan 1\"%' OR seq = 4 ORDER BY position").raw().all() as unknown[][];
  seat.database.pragma('wal_checkpoint(TRUNCATE)');
  return { file: join(folder, databaseFileName), rows };
}

/** Takes a salvage to its end, as the writer does: events get the positions 1, 2, 3 and so on. */
async function taken(salvage: Salvage): Promise<SalvagePiece[]> {
  const pieces: SalvagePiece[] = [];
  let position = 0;
  for (;;) {
    const piece = await vi.waitFor(() => salvage.next() ?? Promise.reject(new Error('no piece yet')), { timeout: 20_000, interval: 1 });
    pieces.push(piece);
    if (piece.kind === 'end') return pieces;
    salvage.placed(piece.kind === 'rows' ? piece.events.map(() => (position += 1)) : []);
  }
}

const silent: Log = { info: () => undefined, warn: () => undefined, defect: () => undefined };

test('what is sound comes as it was written, and every entity gets its list in the order in which it is written', async () => {
  const { file, rows } = fileWithAFlippedNote();
  const pieces = await taken(createSalvage(file));
  const events = pieces.flatMap((piece) => (piece.kind === 'rows' ? piece.events : []));
  expect(events.map(({ values }) => values)).toEqual(rows.map((row) => row.slice(1)));
  expect(events).toHaveLength(251);
  const listings = pieces.flatMap((piece) => (piece.kind === 'listings' ? piece.listings : []));
  expect(listings.map(({ entity, position }) => [entity, position])).toEqual(
    ['incident:i1', 'incident:i2'].flatMap((entity) => events.flatMap(({ entities }, index) => (entities.includes(entity as 'incident:i1') ? [[entity, index + 1]] : []))),
  );
});

test('a thread gives the same as core itself, also where none can be started', async () => {
  const { file } = fileWithAFlippedNote();
  const expected = await taken(createSalvage(file));
  for (const thread of [undefined, pathToFileURL(join(temporaryFolder(), 'no-such-thread.mjs'))]) {
    const salvage = openSalvage(file, silent, thread);
    expect(await taken(salvage)).toEqual(expected);
    salvage.close();
  }
});
