import { expect, test } from 'vitest';
import { emptyDraft, placeOf, type IncidentDraft } from '../../state/incident-draft.ts';
import { lateChanges } from './late-changes.ts';

const asked: IncidentDraft = { ...emptyDraft('d', null), placeText: 'Lenteng', type: 'medical', note: 'jatuh' };

test('nothing typed meanwhile leaves nothing to do', () => {
  expect(lateChanges(asked, { ...asked, note: 'jatuh ' }, placeOf(asked))).toEqual({ change: null, note: null });
});

test('a longer note goes after the incident', () => {
  expect(lateChanges(asked, { ...asked, note: 'jatuh dari pohon' }, placeOf(asked))).toEqual({ change: null, note: 'jatuh dari pohon' });
});

test('type, priority and place go after it as a change', () => {
  const { change } = lateChanges(asked, { ...asked, type: 'cardiac-arrest', placeText: 'Lenteng Barat' }, placeOf(asked));
  expect(change).toMatchObject({ type: 'cardiac-arrest', priority: 1, place: { text: 'Lenteng Barat', source: 'spoken' } });
});

test('the place it was opened with is not sent again by the field that found it too; another one is', () => {
  const found = { text: 'Lenteng', latitude: -7, longitude: 113.8, radiusM: 500, islandId: 'madura', islandName: 'Madura', source: 'gazetteer' as const };
  expect(lateChanges(asked, { ...asked, place: { ...found }, placeText: found.text }, found).change).toBeNull();
  expect(lateChanges(asked, asked, found).change).toBeNull();
  expect(lateChanges(asked, { ...asked, place: { ...found, radiusM: 1_000 }, placeText: found.text }, found).change).toEqual({ place: { ...found, radiusM: 1_000 } });
});
