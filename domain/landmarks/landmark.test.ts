import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writtenEvents, type Written } from '#tests/fixtures/written-events.ts';
import { decideRenameLandmark, decideSaveLandmark, decideWithdrawLandmark, sameLandmark } from '../decisions/decide-landmark.ts';
import type { Act } from '../journal/act.ts';
import { foldLandmark, landmarkOf, untouchedLandmark, type Landmark } from './landmark.ts';

const saved: Act = { kind: 'landmark.saved', landmarkId: 'l1', name: 'Toko Barokah', latitude: -7.05, longitude: 113.8, radiusM: 50, islandId: 'madura', islandName: 'Madura', incidentId: 'i1' };
const renamed = (name: string): Act => ({ kind: 'landmark.renamed', landmarkId: 'l1', name });
const withdrawn: Act = { kind: 'landmark.withdrawn', landmarkId: 'l1' };
const after = (...written: Written[]): Landmark | null => landmarkOf(writtenEvents(...written).reduce(foldLandmark, untouchedLandmark('l1')));

test('a saved landmark has its name, its place and who saved it', () => {
  expect(after(['A', saved])).toMatchObject({ id: 'l1', name: 'Toko Barokah', otherNames: [], latitude: -7.05, islandName: 'Madura', incidentId: 'i1', by: 'petugas A' });
});

test('a new name takes the place of the old, and a withdrawn one is gone', () => {
  expect(after(['A', saved], ['A', renamed('Toko Berkah')])).toMatchObject({ name: 'Toko Berkah', otherNames: [] });
  expect(after(['A', saved], ['A', withdrawn])).toBeNull();
});

test('names given apart all stay, the newest first', () => {
  expect(after(['A', saved], ['B', renamed('Toko Berkah'), { A: 1 }], ['C', renamed('Warung Berkah'), { A: 1 }])).toMatchObject({ name: 'Warung Berkah', otherNames: ['Toko Berkah'] });
});

test('who withdrew it without knowing of a new name does not take that away', () => {
  expect(after(['A', saved], ['B', renamed('Toko Berkah'), { A: 1 }], ['C', withdrawn, { A: 1 }])).toMatchObject({ name: 'Toko Berkah' });
  expect(after(['A', saved], ['B', renamed('Toko Berkah'), { A: 1 }], ['C', withdrawn, { A: 1, B: 1 }])).toBeNull();
});

test('what was never saved is none, whatever else was decided about it', () => {
  const acts = fc.array(fc.constantFrom(renamed('x'), renamed('y'), withdrawn), { maxLength: 8 });
  fc.assert(fc.property(acts, (list) => after(...list.map((act): Written => ['A', act])) === null), { seed: 112, numRuns: 200 });
});

test('decisions: no name of signs alone, the same spot once, and nothing about what is gone', () => {
  const landmark = after(['A', saved]) ?? undefined;
  const wanted = { name: ' TOKO barokah ', latitude: -7.0503, longitude: 113.8, radiusM: 20, islandId: null, islandName: null, incidentId: null };
  expect(sameLandmark(wanted, landmark ? [landmark] : [])).toBe(landmark);
  expect(sameLandmark({ ...wanted, latitude: -7.06 }, landmark ? [landmark] : [])).toBeUndefined();
  expect(decideSaveLandmark(wanted, 'l2', landmark)).toEqual({ ok: true, value: [] });
  expect(decideSaveLandmark(wanted, 'l2', undefined)).toMatchObject({ ok: true, value: [{ kind: 'landmark.saved', landmarkId: 'l2', name: 'TOKO barokah' }] });
  expect(decideSaveLandmark({ ...wanted, name: ' - ' }, 'l2', undefined)).toMatchObject({ ok: false, code: 'landmark-without-name' });
  expect(decideRenameLandmark(landmark, '…')).toMatchObject({ ok: false, code: 'landmark-without-name' });
  expect(decideRenameLandmark(landmark, 'Toko Barokah')).toEqual({ ok: true, value: [] });
  expect(decideRenameLandmark(undefined, 'x')).toMatchObject({ ok: false, code: 'no-landmark' });
  expect(decideWithdrawLandmark(undefined)).toMatchObject({ ok: false, code: 'no-landmark' });
});
