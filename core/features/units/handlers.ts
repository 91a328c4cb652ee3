import type { Handlers } from '#contract/serve/serve.ts';
import { decideStatus } from '#domain/decisions/decide.ts';
import { decideSpokenPosition } from '#domain/positions/spoken-position.ts';
import { failure } from '#domain/outcome/outcome.ts';
import { decided } from '../../journal/decided.ts';
import type { Journal } from '../../journal/journal.ts';
import type { UnitStore } from './store.ts';

export function createUnitHandlers(options: { journal: Journal; store: UnitStore }): Pick<Handlers, 'unit.set-status' | 'unit.speak-position'> {
  const { journal, store } = options;
  return {
    'unit.speak-position': ({ unitId, place }, asker, requestId) => journal.record(requestId, asker.operator, () => decided(decideSpokenPosition(store.read(unitId), place))),

    'unit.set-status': ({ unitId, status }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => {
        const unit = store.read(unitId);
        return decided(unit ? decideStatus(unit, store.sentTo(unitId), status) : failure('no-unit', `There is no unit ${unitId} in the profile.`));
      }),
  };
}
