import { createHash } from 'node:crypto';
import { readProfile, type Profile } from '#contract/profile.ts';
import { openStationDatabase } from '#core/db/open-station-database.ts';
import type { Act } from '#domain/journal/act.ts';
import { standingClock } from '#tests/fixtures/standing-clock.ts';
import { openJournal } from '#tests/fixtures/open-journal.ts';

const hoursMs = 2 * 3_600_000;
const tables = ['incidents', 'unit_standings', 'call_claims', 'alarm_acknowledgements'];

/** Incidents that both stations know before they part. */
export const sharedIncidents = ['bersama-1', 'bersama-2', 'bersama-3'] as const;

function profileOf(source: object): Profile {
  const read = readProfile(JSON.stringify(source));
  if (!read.ok) throw new Error(read.sentence);
  return read.value;
}

const opened = (incidentId: string, index: number): Act => ({
  kind: 'incident.opened',
  incidentId,
  number: `S1-0101-90${index}`,
  type: 'medical',
  priority: 2,
  place: { text: `Dusun ${index}`, latitude: -7.01, longitude: 113.86, radiusM: null, islandId: null, islandName: null, source: 'map' },
  note: incidentId,
  callId: null,
  callerNumber: null,
});

/** More than two hours ago, before the station was alone: what both know. By the journal's own code. */
export function writeShared(folder: string, source: object): void {
  const clock = standingClock(Date.now() - hoursMs - 60_000);
  const { act, database } = openJournal(folder, clock, profileOf(source), { hasOutbox: true });
  sharedIncidents.forEach((id, index) => act(opened(id, index)));
  database.close();
}

/** The two hours alone, on a clock that went through them: so many notes and changes of the shared incidents, one act after the other. */
export function writeHoursAlone(folder: string, source: object, acts: number): void {
  const aloneSinceMs = Date.now() - hoursMs;
  const clock = standingClock(aloneSinceMs);
  const { act, database } = openJournal(folder, clock, profileOf(source), { hasOutbox: true, aloneSinceMs: () => aloneSinceMs });
  for (let index = 0; index < acts; index += 1) {
    const incidentId = sharedIncidents[index % sharedIncidents.length] ?? '';
    if (index % 10 === 9) act({ kind: 'incident.changed', incidentId, priority: ([1, 2, 3] as const)[(index / 10 | 0) % 3] ?? 1 });
    else act({ kind: 'incident.noted', incidentId, text: `catatan ${index}` });
    clock.move(hoursMs / acts);
  }
  database.close();
}

/** What a closed station holds: SHA-256 of its folded tables, and its acts by station, each number once. */
export function heldBy(folder: string): { readonly sha256: string; readonly acts: Record<string, number>; readonly isGapless: boolean } {
  const station = openStationDatabase(folder);
  if (!station.ok) throw new Error(station.sentence);
  const database = station.value;
  const rows = tables.map((table) => database.prepare(`SELECT * FROM ${table} ORDER BY 1`).all());
  const chains = database.prepare<[], { station: string; count: number; last: number }>('SELECT station, COUNT(*) AS count, MAX(seq) AS last FROM journal GROUP BY station ORDER BY station').all();
  database.close();
  return {
    sha256: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
    acts: Object.fromEntries(chains.map(({ station: id, count }) => [id, count])),
    isGapless: chains.every(({ count, last }) => count === last),
  };
}
