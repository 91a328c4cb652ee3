import { createJournal } from '#core/journal/journal.ts';
import { createOutbox } from '#core/journal/outbox.ts';
import { createStores, entityTables } from '#core/stores.ts';
import { join } from 'node:path';
import { outboxFileName } from '#core/db/attach-outbox.ts';
import { openStationDatabase } from '#core/db/open-station-database.ts';
import { readProfile } from '#contract/profile.ts';
import type { Act } from '#domain/journal/act.ts';
import { success } from '#domain/outcome/outcome.ts';
import { systemClock } from '#ledger/clock.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';
import { stationProfile } from '#tests/fixtures/station-profile.ts';

const syllables = ['sa', 'ma', 'lo', 'pe', 'ru', 'ti', 'ka', 'ndo', 'gu', 'bra', 'ne', 'mi', 'sung', 'wa', 'hu', 'te', 'ko', 'ra'];
const incidents = 400;
const atOnce = 500;

/**
 * A shift alone: unit status 55 %, notes 25 %, changed fields 12 %, assignments 5 %, closings 3 %, in random words that compress as speech does. Each is
 * an act in the journal of the folder, by the journal's own code.
 */
export function writeShift(folder: string, station: string, changes: number, seed: number): void {
  const random = seededRandom(seed);
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
  const below = (limit: number): number => Math.floor(random() * limit);
  const words = (count: number): string => Array.from({ length: count }, () => Array.from({ length: 1 + below(3) }, () => syllables[below(syllables.length)] ?? '').join('')).join(' ');
  const place = () => ({ text: words(3), latitude: -7 + random() / 5, longitude: 113.5 + random(), radiusM: 100, islandId: null, islandName: null, source: 'map' as const });
  let opens = 0;
  const openOne = (): Act => {
    opens += 1;
    return { kind: 'incident.opened', incidentId: `i${opens}`, number: `${station}-0101-${opens}`, type: 'medical', priority: 1, place: place(), note: words(12), callId: null, callerNumber: null };
  };
  const one = (): Act => {
    const incidentId = `i${1 + below(opens)}`;
    const unitId = `p0${1 + below(3)}`;
    const dice = random();
    if (dice < 0.55) return { kind: 'unit.status-set', unitId, status: (['available', 'en-route', 'on-scene', 'returning'] as const)[below(4)] ?? 'available', incidentId: null };
    if (dice < 0.8) return { kind: 'incident.noted', incidentId, text: words(6 + below(14)) };
    if (dice < 0.92) return random() < 0.5 ? { kind: 'incident.changed', incidentId, place: place() } : { kind: 'incident.changed', incidentId, priority: ([1, 2, 3] as const)[below(3)] ?? 1 };
    if (dice < 0.97) return { kind: 'unit.assigned', incidentId, unitId };
    return { kind: 'incident.closed', incidentId, disposition: 'handled' };
  };
  for (let done = 0; done < changes; done += atOnce) {
    const acts = Array.from({ length: Math.min(atOnce, changes - done) }, (_, index) => (done === 0 && index < incidents ? openOne() : one()));
    journal.record(`shift-${done}`, 'Sari', () => ({ acts, answer: success({}) }));
  }
  database.close();
}
