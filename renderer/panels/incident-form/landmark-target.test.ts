import { expect, test } from 'vitest';
import type { Incident } from '#domain/incidents/incident.ts';
import type { Landmark } from '#domain/landmarks/landmark.ts';
import type { Place } from '#domain/places/place.ts';
import { landmarkTarget } from './landmark-target.ts';

const place = (text: string, latitude: number | null): Place => ({ text, latitude, longitude: latitude === null ? null : 113.8, radiusM: 250, islandId: null, islandName: null, source: 'map' });
const incident = { id: 'i1', number: 'S1-0714-01', place: place('Lenteng', -7.1) } as Incident;
const shop: Landmark = { id: 'l1', name: 'Toko Barokah', otherNames: ['Toko Berkah'], latitude: -7, longitude: 113.8, radiusM: 50, islandId: null, islandName: null, incidentId: null, by: 'Sari', atMs: 1 };

test('the point of the form goes before that of the chosen incident', () => {
  expect(landmarkTarget(place('titik', -7), incident, [])).toEqual({ latitude: -7, longitude: 113.8, radiusM: 250, incident: null, known: null });
  expect(landmarkTarget(place('kata saja', null), incident, [])).toMatchObject({ latitude: -7.1, incident: { id: 'i1', number: 'S1-0714-01' } });
  expect(landmarkTarget(null, undefined, [shop])).toBeNull();
});

test('a landmark is known by one of its names at its point', () => {
  expect(landmarkTarget(place('Toko Berkah', -7), undefined, [shop])?.known).toBe(shop);
  expect(landmarkTarget(place('Toko Lain', -7), undefined, [shop])?.known).toBeNull();
  expect(landmarkTarget(place('Toko Barokah', -7.001), undefined, [shop])?.known).toBeNull();
});
