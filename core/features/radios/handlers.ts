import type { Handlers } from '#contract/serve/serve.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import type { Journal } from '../../journal/journal.ts';
import type { RadioStore } from './store.ts';

export function createRadioHandlers(options: { journal: Journal; store: RadioStore; hasUnit: (unitId: string) => boolean }): Pick<Handlers, 'radio.name'> {
  const { journal, store } = options;
  return {
    'radio.name': ({ radioId, name, unitId }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => {
        if (unitId !== null && !options.hasUnit(unitId)) return { acts: [], answer: failure('no-unit', `There is no unit ${unitId} in the profile.`) };
        const now = store.read(String(radioId));
        if (now && now.name === name && now.unitId === unitId) return { acts: [], answer: success({}) };
        return { acts: [{ kind: 'radio.named', radioId, name, unitId }], answer: success({}) };
      }),
  };
}
