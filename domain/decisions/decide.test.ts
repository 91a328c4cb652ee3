import { expect, test } from 'vitest';
import type { Incident } from '../incidents/incident.ts';
import { decideClose } from './decide.ts';

const incident = (assignments: readonly Partial<Incident['assignments'][number]>[]): Incident =>
  ({ id: 'i1', number: 'S1-0714-01', status: 'open', assignments }) as unknown as Incident;

test('closing releases every unit once, also one that a seat apart sent elsewhere first, and none that was released', () => {
  const closed = decideClose(
    incident([
      { unitId: 'p01', releasedAtMs: null, overruled: false },
      { unitId: 'p02', releasedAtMs: null, overruled: true },
      { unitId: 'p02', releasedAtMs: null, overruled: true },
      { unitId: 'p03', releasedAtMs: 5, overruled: false },
    ]),
    'handled',
  );
  expect(closed).toEqual({
    ok: true,
    value: [
      { kind: 'unit.released', incidentId: 'i1', unitId: 'p01' },
      { kind: 'unit.released', incidentId: 'i1', unitId: 'p02' },
      { kind: 'incident.closed', incidentId: 'i1', disposition: 'handled' },
    ],
  });
});
