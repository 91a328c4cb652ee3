import type { Handlers } from '#contract/serve/serve.ts';
import { conflictAlarmId } from '#domain/conflicts/conflict.ts';
import { settle } from '#domain/conflicts/settle.ts';
import { failure, success } from '#domain/outcome/outcome.ts';
import type { Journal } from '../../journal/journal.ts';
import type { ConflictStore } from './store.ts';

export function createConflictHandlers(options: {
  journal: Journal;
  store: ConflictStore;
  isRinging: (alarmId: string) => boolean;
}): Pick<Handlers, 'conflict.resolve'> {
  const { journal, store, isRinging } = options;
  return {
    'conflict.resolve': ({ conflictId, chosenEventId }, asker, requestId) =>
      journal.record(requestId, asker.operator, () => {
        const conflict = store.read(conflictId);
        // Somebody else was quicker: what they chose stands in the timeline.
        if (!conflict) return { acts: [], answer: success({}) };
        if (!conflict.sides.some((side) => side.eventId === chosenEventId)) {
          return { acts: [], answer: failure('no-such-side', 'The chosen decision is not one of those that contradict each other.') };
        }
        const alarmId = conflictAlarmId(conflict);
        const acknowledged = isRinging(alarmId) ? [{ kind: 'alarm.acknowledged', alarmId } as const] : [];
        return { acts: [...settle(conflict, chosenEventId), ...acknowledged], answer: success({}) };
      }),
  };
}
