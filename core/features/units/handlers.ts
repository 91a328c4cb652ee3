import type { Handlers } from '#contract/serve/serve.ts';
import type { Act } from '#domain/journal/act.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import type { Journal } from '../../journal/journal.ts';
import type { UnitStore } from './store.ts';

export function createUnitHandlers(options: { journal: Journal; store: UnitStore }): Pick<Handlers, 'unit.set-status'> {
  const { journal, store } = options;
  return {
    'unit.set-status': ({ unitId, status }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => {
        const unit = store.read(unitId);
        if (!unit) return { acts: [], answer: failure('no-unit', `There is no unit ${unitId} in the profile.`) };
        const { incidentId } = unit;
        const setStatus: Act = { kind: 'unit.status-set', unitId, status, incidentId };
        // Free or out of service means off its incident: a unit is never left busy on nothing.
        const leaves = status === 'available' || status === 'out-of-service';
        const acts: readonly Act[] =
          leaves && incidentId !== null ? [{ kind: 'unit.released', incidentId, unitId }, setStatus] : [setStatus];
        return { acts, answer: success({}) };
      }),
  };
}
