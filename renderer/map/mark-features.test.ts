import { expect, test } from 'vitest';
import type { Complaint } from '#domain/complaints/complaint.ts';
import type { Landmark } from '#domain/landmarks/landmark.ts';
import type { Obstacle } from '#domain/routes/obstacle.ts';
import { complaintFeatures, landmarkFeatures } from './mark-features.ts';
import { obstacleFeatures } from './obstacle-features.ts';

const place = { text: 'Pasar', latitude: -7.01, longitude: 113.86, radiusM: 50, islandId: null, islandName: null, source: 'map' as const };
const complaint = (id: string, more: object): Complaint => ({ id, number: '1', place, category: 'waste', status: 'assigned', openedAtMs: 0, dueAtMs: 1_000, stoppedAtMs: null, ...more }) as unknown as Complaint;

test('complaints stand on the map until they are over, late ones in another shape', () => {
  const complaints = [complaint('in-time', { dueAtMs: 9_000 }), complaint('late', {}), complaint('over', { status: 'closed' }), complaint('words', { place: { ...place, latitude: null, longitude: null } })];
  const { features } = complaintFeatures({ complaints, chosenComplaintId: 'late', nowMs: 5_000, theme: 'dark', words: { waste: 'sampah' } as never });
  expect(features.map(({ properties: { id, icon, detail, chosen } }) => [id, icon, detail, chosen])).toEqual([['in-time', 'complaint|in-time|dark', 'sampah', false], ['late', 'complaint|late|dark', 'sampah', true]]);
});

test('a landmark stands with its name and what else it is called', () => {
  const landmark = { id: 'l', name: 'Bengkel Cak Man', otherNames: ['Cak Man'], latitude: -7, longitude: 114 } as unknown as Landmark;
  expect(landmarkFeatures([landmark], 'day').features[0]).toMatchObject({ geometry: { coordinates: [114, -7] }, properties: { name: 'Bengkel Cak Man', detail: 'Cak Man', icon: 'landmark|day' } });
});

test('a closed road is a ring, a closed sea leg a line between its piers, each with a mark; a leg of no map is not drawn', () => {
  const sea = { piers: [{ id: 'a', name: 'Kalianget', longitude: 113, latitude: -7 }, { id: 'b', name: 'Talango', longitude: 114, latitude: -8 }], legs: [{ id: 'a-b', from: 'a', to: 'b', vessel: 'ferry' }] };
  const obstacle = (target: Obstacle['target'], speedPercent = 0): Obstacle => ({ id: 'o', target, speedPercent, reason: 'waves', note: '', untilMs: null, by: 'Sari', atMs: 0 });
  const obstacles = [obstacle({ kind: 'road', latitude: -7, longitude: 113, radiusM: 200 }, 50), obstacle({ kind: 'sea-leg', legId: 'a-b' }), obstacle({ kind: 'sea-leg', legId: 'gone' })];
  const { features } = obstacleFeatures(obstacles, sea, (_, where) => ({ name: 'x', detail: where }));
  expect(features.map(({ geometry: { type }, properties: { closed, detail } }) => [type, closed, detail])).toEqual([
    ['Polygon', false, ''],
    ['Point', false, ''],
    ['LineString', true, 'Kalianget – Talango'],
    ['Point', true, 'Kalianget – Talango'],
  ]);
  expect(features[3]?.geometry).toEqual({ type: 'Point', coordinates: [113.5, -7.5] });
});
