import { createJournal } from '#core/journal/journal.ts';
import { createOutbox } from '#core/journal/outbox.ts';
import { createStores, entityTables } from '#core/stores.ts';
import { join } from 'node:path';
import { outboxFileName } from '#core/db/attach-outbox.ts';
import { openStationDatabase } from '#core/db/open-station-database.ts';
import { readProfile } from '#contract/profile.ts';
import { success } from '#domain/outcome/outcome.ts';
import { systemClock } from '#ledger/clock.ts';
import { stationProfile } from '#tests/fixtures/station-profile.ts';
import { shiftActs } from './shift-acts.ts';

const atOnce = 500;

/** A shift alone, as acts in the journal of the folder, by the journal's own code. */
export function writeShift(folder: string, station: string, changes: number, seed: number): void {
  const read = readProfile(JSON.stringify(stationProfile(station, { central: { url: 'https://central.invalid' } })));
  const opened = openStationDatabase(folder);
  if (!read.ok || !opened.ok) throw new Error('the folder cannot be opened');
  const database = opened.value;
  const stores = createStores({ database, profile: read.value, islandAt: () => null, now: systemClock.now });
  const journal = createJournal({
    database,
    store: stores.journal,
    outgoing: stores.outgoing,
    tables: entityTables(stores),
    conflicts: stores.conflicts,
    station,
    clock: systemClock,
    storage: { tell: () => undefined, makeRoom: () => false },
    outbox: createOutbox({ database, station, hasCentral: true, file: join(folder, outboxFileName) }),
  });
  const next = shiftActs(station, seed);
  for (let done = 0; done < changes; done += atOnce) {
    const acts = Array.from({ length: Math.min(atOnce, changes - done) }, next);
    journal.record(`shift-${done}`, 'Sari', () => ({ acts, answer: success({}) }));
  }
  database.close();
}
