import { expect, test } from 'vitest';
import { changedSession, createSession } from './session.ts';

test('an incident that is chosen never waits behind a complaint; what has nothing to do with it leaves the complaint open', () => {
  const complaint = changedSession(createSession().get(), { selectedComplaintId: 'k1' });
  expect(changedSession(complaint, { selectedUnitId: 'p01' }).selectedComplaintId).toBe('k1');
  expect(changedSession(complaint, { selectedIncidentId: 'i1' })).toMatchObject({ selectedIncidentId: 'i1', selectedComplaintId: null });
  expect(changedSession(complaint, { selectedIncidentId: null }).selectedComplaintId).toBeNull();
});
