import { expect, test } from 'vitest';
import { emptyDraft, type IncidentDraft } from '../../state/incident-draft.ts';
import { lateChanges } from './late-changes.ts';

const asked: IncidentDraft = { ...emptyDraft('d', null), placeText: 'Lenteng', type: 'medical', note: 'jatuh' };

test('nothing typed meanwhile leaves nothing to do', () => {
  expect(lateChanges(asked, { ...asked, note: 'jatuh ' })).toEqual({ change: null, note: null });
});

test('a longer note goes after the incident', () => {
  expect(lateChanges(asked, { ...asked, note: 'jatuh dari pohon' })).toEqual({ change: null, note: 'jatuh dari pohon' });
});

test('type, priority and place go after it as a change', () => {
  const { change } = lateChanges(asked, { ...asked, type: 'cardiac-arrest', placeText: 'Lenteng Barat' });
  expect(change).toMatchObject({ type: 'cardiac-arrest', priority: 1, place: { text: 'Lenteng Barat', source: 'spoken' } });
});
