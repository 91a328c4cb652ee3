import type { UnitStatus } from '#domain/units/unit.ts';

/** What may be typed for each status; any beginning that fits one status alone will do. */
const statusWords: Readonly<Record<UnitStatus, readonly string[]>> = {
  available: ['siap', 'available'],
  assigned: ['tugas', 'ditugaskan'],
  'en-route': ['jalan', 'otw', 'berangkat'],
  'on-scene': ['tkp', 'tiba', 'scene'],
  transporting: ['bawa', 'angkut', 'transport'],
  'at-hospital': ['rs', 'hospital'],
  returning: ['pulang', 'kembali', 'return'],
  'out-of-service': ['off', 'rusak'],
};

/** One letter that is enough although another word begins with it too. */
const shortest: Readonly<Record<string, UnitStatus>> = { t: 'on-scene', r: 'at-hospital', s: 'available', o: 'out-of-service' };

/** Statuses a beginning may mean; one entry means it is clear. */
export function findStatuses(beginning: string): readonly UnitStatus[] {
  const wanted = beginning.toLowerCase();
  const short = shortest[wanted];
  if (short !== undefined) return [short];
  const statuses = Object.keys(statusWords) as readonly UnitStatus[];
  const exact = statuses.filter((status) => statusWords[status].includes(wanted));
  return exact.length > 0 ? exact : statuses.filter((status) => statusWords[status].some((word) => word.startsWith(wanted)));
}
