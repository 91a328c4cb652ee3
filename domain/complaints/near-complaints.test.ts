import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Place } from '../places/place.ts';
import type { Complaint } from './complaint.ts';
import { nearComplaints } from './near-complaints.ts';

const place = (text: string, latitude: number | null = null): Place => ({
  text, latitude, longitude: latitude === null ? null : 113.86, radiusM: null, islandId: null, islandName: null, source: 'spoken',
});
const complaint = (id: string, overrides: Partial<Pick<Complaint, 'category' | 'status' | 'place'>>) => ({
  id, category: 'waste' as const, status: 'assigned' as const, place: place('pasar', -7.005), ...overrides,
});
const metre = 1 / 111_195;

test('the same category within 300 m is offered, the nearest first; others, those far off and those that are over are not', () => {
  const found = nearComplaints(
    [
      complaint('far', { place: place('terminal', -7.005 + 400 * metre) }),
      complaint('near', { place: place('pasar', -7.005 + 80 * metre) }),
      complaint('nearest', {}),
      complaint('road', { category: 'road' }),
      complaint('closed', { status: 'closed' }),
    ],
    'waste',
    place('Pasar Anom', -7.005),
  );
  expect(found.map(({ complaint: { id }, distanceM }) => [id, distanceM])).toEqual([['nearest', 0], ['near', 80]]);
});

test('where one of them has no point the words must be the same, however they are spelled', () => {
  const known = [complaint('a', { place: place("Pasar Ra'as") })];
  expect(nearComplaints(known, 'waste', place('pasar raas'))).toMatchObject([{ complaint: { id: 'a' }, distanceM: null }]);
  expect(nearComplaints(known, 'waste', place('pasar anom'))).toEqual([]);
  expect(nearComplaints([complaint('b', { place: place('') })], 'waste', place(''))).toEqual([]);
});

test('the order in which complaints are known changes nothing', () => {
  const known = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), metres: fc.integer({ min: -600, max: 600 }) }), { selector: ({ id }) => id, maxLength: 20 });
  fc.assert(
    fc.property(known, fc.nat(), (list, turn) => {
      const all = list.map(({ id, metres }) => complaint(id, { place: place(id, -7.005 + metres * metre) }));
      const turned = [...all.slice(turn % (all.length + 1)), ...all.slice(0, turn % (all.length + 1))];
      const ids = (of: typeof all): string[] => nearComplaints(of, 'waste', place('x', -7.005)).map(({ complaint: { id } }) => id);
      expect(ids(turned)).toEqual(ids(all));
    }),
    { seed: 24 },
  );
});
