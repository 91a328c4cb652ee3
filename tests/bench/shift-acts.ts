import type { Act } from '#domain/journal/act.ts';
import { seededRandom } from '#tests/fixtures/seeded-random.ts';

const syllables = ['sa', 'ma', 'lo', 'pe', 'ru', 'ti', 'ka', 'ndo', 'gu', 'bra', 'ne', 'mi', 'sung', 'wa', 'hu', 'te', 'ko', 'ra'];

/**
 * What is decided in a shift: so many incidents are opened, then unit status 55 %, notes 25 %, changed fields 12 %, assignments 5 %, closings 3 %, in
 * random words that compress as speech does. Each call gives the next one; the same seed gives the same shift.
 */
export function shiftActs(station: string, seed: number, { incidents = 400, units = ['p01', 'p02', 'p03'] } = {}): () => Act {
  const random = seededRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const words = (count: number): string => Array.from({ length: count }, () => Array.from({ length: 1 + below(3) }, () => syllables[below(syllables.length)] ?? '').join('')).join(' ');
  const place = () => ({ text: words(3), latitude: -7 + random() / 5, longitude: 113.5 + random(), radiusM: 100, islandId: null, islandName: null, source: 'map' as const });
  let opens = 0;
  const openOne = (): Act => {
    opens += 1;
    return { kind: 'incident.opened', incidentId: `${station}-i${opens}`, number: `${station}-0101-${opens}`, type: 'medical', priority: 1, place: place(), note: words(12), callId: null, callerNumber: null };
  };
  const one = (): Act => {
    const incidentId = `${station}-i${1 + below(opens)}`;
    const unitId = units[below(units.length)] ?? '';
    const dice = random();
    if (dice < 0.55) return { kind: 'unit.status-set', unitId, status: (['available', 'en-route', 'on-scene', 'returning'] as const)[below(4)] ?? 'available', incidentId: null };
    if (dice < 0.8) return { kind: 'incident.noted', incidentId, text: words(6 + below(14)) };
    if (dice < 0.92) return random() < 0.5 ? { kind: 'incident.changed', incidentId, place: place() } : { kind: 'incident.changed', incidentId, priority: ([1, 2, 3] as const)[below(3)] ?? 1 };
    if (dice < 0.97) return { kind: 'unit.assigned', incidentId, unitId };
    return { kind: 'incident.closed', incidentId, disposition: 'handled' };
  };
  return () => (opens < incidents ? openOne() : one());
}
